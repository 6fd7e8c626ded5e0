/** What can go wrong at a company, on request: a closed set of faults, their text form, and the board they stand on. */
@NullMarked
package io.dbvouch.sandbox.fault;

import org.jspecify.annotations.NullMarked;
