using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks in containers of their images.</summary>
[Collection("containers")]
public sealed class ContainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ContainerFact]
    public async Task Commands_share_volumes_and_files_and_have_their_streams()
    {
        await using var tes = await StartAsync();
        Assert.Equal(LocalTesSandbox.Container, tes.Tes.Sandbox);
        var folder = new Uri(_folder.Path).AbsoluteUri;
        var task = await tes.EndAsync(await tes.CreateAsync($$$"""
            {"inputs":[{"path":"/data/in.txt","content":"given\n"}],"volumes":["/vol"],
             "executors":[
               {"image":"{{{ContainerFactAttribute.Image}}}","command":["sh","-c","cat; echo $GREETING; echo oops >&2; echo one > /vol/a"],
                "stdin":"/data/in.txt","stdout":"/out/out.txt","env":{"GREETING":"hello"}},
               {"image":"{{{ContainerFactAttribute.Image}}}","command":["sh","-c","cat a /out/out.txt; cp a /out/b.vcf"],"workdir":"/vol"}],
             "outputs":[{"path":"/out/out.txt","url":"{{{folder}}}/out.txt"},{"path":"/out/*.vcf","path_prefix":"/out/","url":"{{{folder}}}/"}]}
            """));
        Assert.True(task.GetProperty("state").GetString() == "COMPLETE", task.ToString());
        var logs = task.GetProperty("logs")[0].GetProperty("logs");
        Assert.Equal("oops\n", logs[0].GetProperty("stderr").GetString());
        Assert.Equal("one\ngiven\nhello\n", logs[1].GetProperty("stdout").GetString());
        Assert.Equal("given\nhello\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "out.txt")));
        Assert.Equal("one\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "b.vcf")));
    }

    [ContainerFact]
    public async Task Cancelling_ends_the_container()
    {
        await using var tes = await StartAsync();
        var id = await tes.CreateAsync($$"""{"executors":[{"image":"{{ContainerFactAttribute.Image}}","command":["sh","-c","sleep 600 & sleep 600"]}]}""");
        await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "it runs");
        await tes.CancelAsync(id);
        Assert.Equal("CANCELED", (await tes.EndAsync(id)).GetProperty("state").GetString());
    }

    [ContainerFact]
    public async Task What_containers_cannot_do_is_told()
    {
        await using var tes = await StartAsync();
        var missing = await RunAsync(tes, $$"""{"executors":[{"image":"{{ContainerFactAttribute.Image}}","command":["no-such-program"]}]}""");
        Assert.Equal("EXECUTOR_ERROR", missing.GetProperty("state").GetString());
        var root = await RunAsync(tes, $$"""{"executors":[{"image":"{{ContainerFactAttribute.Image}}","command":["true"]}],"outputs":[{"path":"/o","url":"file:///elsewhere/o"}]}""");
        Assert.Contains("directly below /", root.GetProperty("logs")[0].GetProperty("system_logs")[0].GetString(), StringComparison.Ordinal);
    }

    private static Task<TesSession> StartAsync() => TesSession.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Container });

    private static async Task<JsonElement> RunAsync(TesSession tes, string task) => await tes.EndAsync(await tes.CreateAsync(task));
}
