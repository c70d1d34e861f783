using SageTasks.TrimmedApp;

// One line for each thing that trimming could have broken; the process fails on the first that did not survive.
await Survivors.CheckAsync("canonical form and key", CoreChecks.KeyIsStableAsync);
await Survivors.CheckAsync("a ledger on a store", LedgerChecks.EntriesComeBackFromAStoreAsync);
await Survivors.CheckAsync("a ledger in PostgreSQL", LedgerChecks.EntriesComeBackFromPostgreSqlAsync);
await Survivors.CheckAsync("locations and digests", StorageChecks.LocationsAndDigestsComeBackAsync);
await Survivors.CheckAsync("S3, listed and read", S3Checks.ObjectsComeBackAsync);
await Survivors.CheckAsync("rows read and written", TableChecks.RowsComeBackAsync);
await Survivors.CheckAsync("a sheet judged by its schema", TableChecks.SheetIsJudgedAsync);
await Survivors.CheckAsync("Synapse, spoken to through dependency injection", SynapseChecks.EntitiesComeBackAsync);
await Survivors.CheckAsync("Tower, launched through the guard", TowerChecks.OnePieceOfWorkIsOneRunAsync);
await Survivors.CheckAsync("TES, run through the guard", TesChecks.OnePieceOfWorkIsOneTaskAsync);
await Survivors.CheckAsync("Cavatica, drafted and run through the guard", CavaticaChecks.OnePieceOfWorkIsOneTaskAsync);
await Survivors.CheckAsync("DRS, objects copied and registered", DrsChecks.ObjectsComeBackAsync);
await Survivors.CheckAsync("WES, run through the guard", WesChecks.OnePieceOfWorkIsOneRunAsync);
await Survivors.CheckAsync("Cloud Storage, spoken to as JSON", GcsChecks.ObjectsComeBackAsync);
await Survivors.CheckAsync("Google's key files", GcsChecks.KeyFilesAreReadAsync);
Console.WriteLine($"{Survivors.Count} survived trimming");
