using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>What is asked of a container engine, told by one that only notes it.</summary>
[Collection("containers")]
public sealed class ContainerEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public ContainerEngineTests()
    {
        var engine = Path.Combine(_folder.Path, "docker");
        File.WriteAllText(engine, $"#!/bin/sh\necho \"$@\" >> {Calls}\ncase $1 in run) exec sleep 600;; esac\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(engine, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder.Path}:{_path}");
    }

    private string Calls => Path.Combine(_folder.Path, "calls");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    [Fact]
    public async Task The_container_of_a_cancelled_task_is_removed_by_its_name()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Container });
        var id = await CreateAsync(tes);
        await tes.CancelAsync(id);
        Assert.Equal("CANCELED", (await tes.EndAsync(id)).GetProperty("state").GetString());
        await Eventually.HoldsAsync(() => HasCall($"rm --force sagetasks-{id}"), "the container is removed");
    }

    [Fact]
    public async Task The_container_of_a_task_whose_server_died_is_removed_by_its_name()
    {
        var options = new LocalTesOptions { Sandbox = LocalTesSandbox.Container, StateFolder = Path.Combine(_folder.Path, "state") };
        string id;
        await using (var tes = await TesSession.StartAsync(options))
        {
            id = await CreateAsync(tes);
        }

        File.WriteAllText(Calls, "");
        await using (var tes = await TesSession.StartAsync(options))
        {
            Assert.True(HasCall($"rm --force sagetasks-{id}"));
            Assert.Equal("SYSTEM_ERROR", await tes.StateAsync(id));
        }
    }

    private async Task<string> CreateAsync(TesSession tes)
    {
        var id = await tes.CreateAsync();
        await Eventually.HoldsAsync(() => HasCall($"run --rm --interactive --name sagetasks-{id} "), "the container is started");
        return id;
    }

    private bool HasCall(string start) => File.Exists(Calls) && File.ReadLines(Calls).Any(line => line.StartsWith(start, StringComparison.Ordinal));
}
