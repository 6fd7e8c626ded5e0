package io.dbvouch.provision;

class SyncTest extends SyncCases {}
