package io.dbvouch.provision;

@OnPostgres15
class SyncListsOn15Test extends SyncListsCases {}
