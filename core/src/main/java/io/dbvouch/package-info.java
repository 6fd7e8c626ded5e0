/** What every link of the chain shares: how access fails, and how a secret is held. */
@NullMarked
package io.dbvouch;

import org.jspecify.annotations.NullMarked;
