// Uploads are not taken.
export const getType = () => 'application/octet-stream';
export default { getType };
