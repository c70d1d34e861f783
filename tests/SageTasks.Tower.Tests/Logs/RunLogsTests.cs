using System.Net;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Tower.Tests.Stubs;
using Xunit.Abstractions;

namespace SageTasks.Tower.Tests.Logs;

public sealed class RunLogsTests(ITestOutputHelper output) : IDisposable
{
    private readonly StubTower _tower = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _tower.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_logs_of_a_run_and_of_its_failed_tasks_come_home()
    {
        _tower.On("GET", "/workflow/w1/log", """
                {"log":{"entries":["N E X T F L O W","Oops"],"downloads":[{"fileName":"nf-w1.log","saveName":"nf-w1.log"},{"fileName":"timeline-w1.html","saveName":"../../evil.html"}]}}
                """)
            .On("GET", "/workflow/w1/download", request => request.Query["fileName"] == "nf-w1.log" ? Text("the log") : StubTower.Json("", HttpStatusCode.Forbidden))
            .On("GET", "/workflow/w1/tasks", """
                {"tasks":[{"task":{"taskId":1,"status":"COMPLETED"}},{"task":{"taskId":2,"status":"FAILED","name":"ALIGN (a)","exitStatus":137,"workdir":"s3://w/ab"}}],"total":2}
                """)
            .On("GET", "/workflow/w1/download/2", request => request.Query["fileName"] == ".command.err" ? Text("Killed") : StubTower.Json("", HttpStatusCode.NotFound));

        var logs = await new RunLogs(_tower.Client()).CollectAsync("w1", _folder.Path);

        Assert.Equal("N E X T F L O W\nOops\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "w1", "run.log")));
        Assert.Equal("the log", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "w1", "nf-w1.log")));
        var task = Assert.Single(logs.FailedTasks);
        Assert.Equal(("ALIGN (a)", 137), (task.Name, task.ExitStatus));
        Assert.Equal("Killed", await File.ReadAllTextAsync(Assert.Single(task.Files)));
        Assert.Equal(["timeline-w1.html", "2/.command.out", "2/.command.log"], logs.Missing);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such_and_nothing_half_stays()
    {
        if (!File.Exists("/dev/full"))
        {
            output.WriteLine("Not tested: this system has no /dev/full.");
            return;
        }

        _tower.On("GET", "/workflow/w1/log", """{"log":{"entries":["N E X T F L O W"]}}""");
        var part = Path.Combine(_folder.Path, "w1", "run.log.part");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.CreateSymbolicLink(part, "/dev/full");

        var full = await Assert.ThrowsAsync<DiskFullException>(() => new RunLogs(_tower.Client()).CollectAsync("w1", _folder.Path));

        Assert.Contains(Path.Combine(_folder.Path, "w1", "run.log"), full.Message, StringComparison.Ordinal);
        Assert.Contains("Free some space", full.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(part)!));
    }

    private static HttpResponseMessage Text(string text) => new() { Content = new StringContent(text) };
}
