using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Links that commands leave: they lead where they lead for the commands, and never to a file of this machine.</summary>
public sealed class TaskLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TaskLinkTests() => File.WriteAllText(Path.Combine(_folder.Path, "secret.txt"), "secret");

    public static TheoryData<LocalTesSandbox> Working =>
        Sandboxes.HasBubblewrap ? new(LocalTesSandbox.Processes, LocalTesSandbox.Bubblewrap) : new(LocalTesSandbox.Processes);

    public static TheoryData<string, string, LocalTesSandbox> Ways
    {
        get
        {
            var ways = new TheoryData<string, string, LocalTesSandbox>();
            foreach (var sandbox in Working)
            {
                ways.Add("ln -s SECRET/secret.txt /out/x", """{"path":"/out/x","url":"URL/x"}""", sandbox);
                ways.Add("ln -s ../../../../../../../../../../..SECRET/secret.txt /out/x", """{"path":"/out/x","url":"URL/x"}""", sandbox);
                ways.Add("ln -s SECRET /out/x", """{"path":"/out/x","url":"URL/x","type":"DIRECTORY"}""", sandbox);
                ways.Add("ln -s SECRET /out/x", """{"path":"/out/x/secret.txt","url":"URL/x"}""", sandbox);
                ways.Add("ln -s SECRET/secret.txt /out/x", """{"path":"/out","url":"URL/x","type":"DIRECTORY"}""", sandbox);
                ways.Add("mkdir /out/d; ln -s SECRET /out/d/x", """{"path":"/out","url":"URL/x","type":"DIRECTORY"}""", sandbox);
                ways.Add("ln -s y /out/x; ln -s z /out/y; ln -s SECRET/secret.txt /out/z", """{"path":"/out/x","url":"URL/x"}""", sandbox);
                ways.Add("ln -s SECRET/secret.txt /out/x.txt", """{"path":"/out/*.txt","path_prefix":"/out","url":"URL/x"}""", sandbox);
                ways.Add("ln -s SECRET /out/x", """{"path":"/out/*/*.txt","path_prefix":"/out","url":"URL/x"}""", sandbox);
            }

            return ways;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_output_is_a_file_that_is_not_the_tasks_own(string command, string output, LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["sh","-c","{{command.Replace("SECRET", _folder.Path, StringComparison.Ordinal)}}"]}],"volumes":["/out"],
             "outputs":[{{output.Replace("URL", _folder.Path + "/taken", StringComparison.Ordinal)}}]}
            """);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "taken")), task.ToString());
        if (!output.Contains("/*/*", StringComparison.Ordinal))
        {
            Assert.Equal("SYSTEM_ERROR", task.GetProperty("state").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Links_to_what_is_the_tasks_own_are_followed(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, $$"""
            {"inputs":[{"path":"/data/in/real.txt","content":"own"}],"volumes":["/out"],
             "executors":[{"image":"a","command":["sh","-c",
                "ln -s /data/in/real.txt /out/last; ln -s last /out/first.txt; rmdir /out/folder; ln -s ../data/in /out/folder; ln -s ../../../../data/in/real.txt /out/up.txt"]}],
             "outputs":[{"path":"/out/first.txt","url":"{{_folder.Path}}/first"},{"path":"/out/folder","url":"{{_folder.Path}}/folder","type":"DIRECTORY"},
                        {"path":"/out/*.txt","path_prefix":"/out","url":"{{_folder.Path}}/all"}]}
            """);
        Assert.True(task.GetProperty("state").GetString() == "COMPLETE", task.ToString());
        foreach (var name in (string[])["first", "folder/real.txt", "all/first.txt", "all/up.txt"])
        {
            Assert.Equal("own", await File.ReadAllTextAsync(Path.Combine(_folder.Path, name)));
        }
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Streams_go_to_no_file_that_is_not_the_tasks_own(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["sh","-c","ln -s {{_folder.Path}}/secret.txt /out/log; ln -s {{_folder.Path}} /out/dir"]},
                          {"image":"a","command":["echo","overwritten"],"stdout":"/out/log","stderr":"/out/dir/secret.txt"},
                          {"image":"a","command":["cat"],"stdin":"/out/log"}]}
            """);
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "secret.txt")));
        Assert.True(task.GetProperty("state").GetString() == "COMPLETE", task.ToString());
        Assert.Equal("overwritten\n", task.GetProperty("logs")[0].GetProperty("logs")[2].GetProperty("stdout").GetString());
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Nothing_is_read_from_a_file_that_is_not_the_tasks_own(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["ln","-s","{{_folder.Path}}/secret.txt","/vol/in"]},{"image":"a","command":["cat"],"stdin":"/vol/in"}],"volumes":["/vol"]}
            """);
        Assert.Equal("SYSTEM_ERROR", task.GetProperty("state").GetString());
        Assert.DoesNotContain("\"secret\"", task.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_go_to_no_file_that_is_not_the_tasks_own()
    {
        var given = Directory.CreateDirectory(Path.Combine(_folder.Path, "given"));
        Directory.CreateSymbolicLink(Path.Combine(given.FullName, "link"), _folder.Path);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "other/link"));
        File.WriteAllText(Path.Combine(_folder.Path, "other/link/secret.txt"), "overwritten");
        await using var tes = await StartAsync(LocalTesSandbox.Processes);
        foreach (var second in (string[])["""{"path":"/in/link/secret.txt","content":"overwritten"}""", $$"""{"path":"/in","url":"{{_folder.Path}}/other","type":"DIRECTORY"}"""])
        {
            await RunAsync(tes, $$"""{"inputs":[{"path":"/in","url":"{{given.FullName}}","type":"DIRECTORY"},{{second}}],"executors":[{"image":"a","command":["true"]}]}""");
            Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "secret.txt")));
        }
    }

    [Theory]
    [InlineData("ln -s . /out/self", "a folder that it is in")]
    [InlineData("ln -s b /out/a; ln -s a /out/b", "in circles")]
    public async Task Links_in_circles_are_told(string command, string message)
    {
        await using var tes = await StartAsync(LocalTesSandbox.Processes);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["sh","-c","{{command}}"]}],"outputs":[{"path":"/out","url":"{{_folder.Path}}/taken","type":"DIRECTORY"}]}
            """);
        Assert.Equal("SYSTEM_ERROR", task.GetProperty("state").GetString());
        Assert.Contains(message, task.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", """{"path":"/out/pipe","url":"URL"}""")]
    [InlineData("", """{"path":"/out","url":"URL","type":"DIRECTORY"}""")]
    [InlineData(""","stdin":"/out/pipe" """, """{"path":"/out/x","url":"URL"}""")]
    [InlineData(""","stdout":"/out/pipe" """, """{"path":"/out/x","url":"URL"}""")]
    public async Task Nobody_waits_for_the_other_end_of_a_named_pipe(string stream, string output)
    {
        await using var tes = await StartAsync(LocalTesSandbox.Any);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["mkfifo","/out/pipe"]},{"image":"a","command":["true"]{{stream}}}],"volumes":["/out"],
             "outputs":[{{output.Replace("URL", _folder.Path + "/taken", StringComparison.Ordinal)}}]}
            """);
        Assert.Equal("SYSTEM_ERROR", task.GetProperty("state").GetString());
        Assert.Contains("named pipe", task.ToString(), StringComparison.Ordinal);
    }

    private static Task<TesSession> StartAsync(LocalTesSandbox sandbox) => TesSession.StartAsync(new LocalTesOptions { Sandbox = sandbox });

    private static async Task<JsonElement> RunAsync(TesSession tes, string task) => await tes.EndAsync(await tes.CreateAsync(task));
}
