// Web Chat keeps Tab inside one message until Escape; here it walks the page as anywhere else.
import React from 'react';

export default ({ children, onFocus }) => React.createElement('div', { onFocus }, children);
