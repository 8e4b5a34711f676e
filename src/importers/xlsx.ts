/** Imported by name, so that the bundle leaves out what writes workbooks. */
export { readXlsx } from 'hucre/xlsx';
