using SageTasks.Runs;
using SageTasks.Tables;
using SageTasks.Testing;

PackageContents.Check(args[0]);

var key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
Console.WriteLine($"core: {key}");

var rows = TableReader.Parse("sample,reads\nA,12\nB,30\n").ToList();
Console.WriteLine($"tables: {rows.Count} rows, {rows.Sum(row => row.GetInt32("reads"))} reads");

Console.WriteLine($"testing: {FaultPlan.None}");
