package io.dbvouch.provision;

class SyncListsTest extends SyncListsCases {}
