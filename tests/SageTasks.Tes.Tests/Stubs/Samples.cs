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

    /// <summary>A task as Funnel shows it: every field is there, with blanks, zeros and empty lists for what was not given.</summary>
    public static string AsFunnelShows(string inputs) => $$"""
        {"id":"b85khc2rl6qkqbhg8vig","state":"COMPLETE","name":"","description":"","inputs":{{inputs}},
        "outputs":[{"name":"","description":"","url":"s3://bucket/n.txt","path_prefix":"","path":"/out/n.txt","type":"FILE"}],
        "resources":{"cpu_cores":0,"preemptible":false,"ram_gb":0,"disk_gb":0,"zones":[],"backend_parameters":{},"backend_parameters_strict":false},
        "executors":[{"image":"debian","command":["true"],"workdir":"","stdin":"","stdout":"","stderr":"","env":{},"ignore_error":false}],
        "volumes":[],"tags":{},"logs":[{"logs":[{"start_time":"","end_time":"","stdout":"","stderr":"","exit_code":0}],"metadata":{},"start_time":"","end_time":"","outputs":[],"system_logs":[]}],
        "creation_time":"2025-01-02T03:04:05.123456789Z"}
        """;
}
