using SageTasks.TrimmedApp;

// One line for each thing that trimming could have broken; the process fails on the first that did not survive.
await Survivors.CheckAsync("canonical form and key", CoreChecks.KeyIsStableAsync);
await Survivors.CheckAsync("rows read and written", TableChecks.RowsComeBackAsync);
Console.WriteLine($"{Survivors.Count} survived trimming");
