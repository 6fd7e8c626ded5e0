/**
 * How dbvouch speaks to AWS: clients that are made late and all alike, and what their failures mean to a person.
 *
 * <p>Nothing here is loaded while a command can be answered from caches.
 */
@NullMarked
package io.dbvouch.aws;

import org.jspecify.annotations.NullMarked;
