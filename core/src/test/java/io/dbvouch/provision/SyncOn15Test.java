package io.dbvouch.provision;

@OnPostgres15
class SyncOn15Test extends SyncCases {}
