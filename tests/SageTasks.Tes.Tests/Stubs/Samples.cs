namespace SageTasks.Tes.Tests.Stubs;

internal static class Samples
{
    public static TesTask Task { get; } = new()
    {
        Name = "count",
        Inputs = [new TesInput { Path = "/in/a.txt", Url = "s3://bucket/a.txt" }],
        Outputs = [new TesOutput { Path = "/out/n.txt", Url = "s3://bucket/n.txt" }],
        Executors = [new TesExecutor { Image = "debian", Command = ["wc", "-l", "/in/a.txt"], Stdout = "/out/n.txt" }],
        Tags = new Dictionary<string, string> { ["study"] = "a" },
    };
}
