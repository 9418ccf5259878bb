// Written by models/training/groups.py.

/** Log-odds above which a phrase is refused. */
export const THRESHOLD = 2.5
/** Intercepts, one for each kind of group. */
export const BIASES: readonly number[] = [-2.54, -3.24, -2.91, -2.9, -3.63, -3.39, -3.62, -3.08]
/** Factor by which the integers are multiplied. */
export const SCALE = 0.06116
/** Base64 of int8 (8, 128): a row for each kind of group. */
export const WEIGHTS =
  'AkAC1loqEhD0qCe59Br+XPDbJ+b+CDP1FC/z8AoDExPo/OoNCyDHEwUOx/8G6SED9wcDDAHqCgEB4BMXCe/vGQnrFSHxIe0rCv4WIgf/EAQG8w8i2RwRD+z8Cvnz/x774Pzx8B4G9QH8/wYJCvXvB+oKDg/y8ucTAQv6DAL3BNwNNf65NhbrEwvcSdIP/eNRyvj7CP7hMgoTFfry+fEIAtHr1gjwBun/1wEJ8/r1NSEHGQq45/UJ8hvOFhsF+PwDBQgf/Aso70cdAwQa/e8dHSrrAv/4IPn+7fsTDAj8MAni6/ztEOX5Eu4N/fQgBfb+/gcCFxjx5wH6DgIbE+D83xBU5qsjRuQX/+J/4v7w7jLo3Qkj69wp4zYJ4OXz2eUbD+Ls/RQX8xT5IvEjBd8rBRoUE+sc6hL0AuAcGgbqHhYI9AYa6Sf6NvjuDynz+xINGv/zHOQa+QDp9BXu8P//C+YM+RQf+//v+Ar56xHzBhX7CvoVAP3qEQcDAwD3+AngAhsJrCQxyQIP3mez/O7dYu3z8hz24ScJFf4D7PAHLvsq0+DqBCTbCvUS5Oj43QQEABQV4Azl+ucz+hQ0CfXyEvvwEBvjHgj++gwdH/oLDRgZCf0KzRccB+QAEP8QCxj/4NcE6QwA+QPu+Oj3EgjsD/4Y+g/34+cN6gMTDhzlC+IEMdirF04CGQryUeXgEu5KwuwW5/rbFgc3CgAN2eb0Cf/w8P0NIvwfDgj/7hvGFQPz+f8F8g0k/CLiEQwC+wcHEw4AEPEEEQT67wIm+P8EFQkJEg/oGv0Ax/j7FPT8AwPq++7/EQcE5Ob24vgg+uIA6xTbFfTz8i7r9foJGPn34RJA7+MuBAIh+cdMyszwzDHpARb18w0V+xYFAO/x4Cr86OT+8e4WzwnzKfcSBt0OEh8j6+78EiPsEM8MJ/UA8CMM+hIaCxoPIPnqBkMKEyD5DNvoJOUb+/Tm8Qz/BAMT/M79/e0uBPse+fXzAR/16QroEfEy/gvsEhAVDAoA7hHnFCbysTwSARL8pWrP9RDxT9voF9glFin5FAf48eoPKxjm79oOFhW8IvMB1f/25xD++gv4BRTkD/cJ9QI3Fv0ZM/fuGRbxNQUZ+/D/GiH3DRELBwoG2wsjD+3rIw8DESID1ff35Q8P5gzm8vUTCuvqAegK8xMA+/AHCBEK9fvf/tgETvK5G0YACA7OK9LbFOZTwhEQ9fMPM94u3gkAFPwpFPrE8PUDKd4P+QAnDQ/VE/8FDQnx9N0E8vLXEzTx6fv8/+kaKv0d+hHtBAMNEQYUEvsG7wvqFPz74xANAhH/Kwft+gX1FQn8+fQLF/YC9er/BA77EPf0/xIEAwz69/MK4g=='
