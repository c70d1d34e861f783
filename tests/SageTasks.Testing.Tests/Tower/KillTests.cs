using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The local platforms as a process of their own, which is killed in the middle of its work.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task a_killed_tower_goes_on_with_the_same_runs()
    {
        using var state = new TemporaryFolder();
        var ids = new List<string>();
        await using (var first = await ProcessHost.StartAsync(state.Path))
        {
            for (var i = 0; i < 3; i++)
            {
                ids.Add(await first.LaunchAsync($$"""{"n":{{i}}}"""));
            }

            await first.UntilAsync(ids[0], status => status == "RUNNING");
            first.Kill();
        }

        await using var second = await ProcessHost.StartAsync(state.Path);

        foreach (var id in ids)
        {
            Assert.Equal("SUCCEEDED", await second.UntilAsync(id, status => status is not ("SUBMITTED" or "RUNNING")));
        }

        var created = (await second.Http.GetStringAsync(new Uri("/_local/journal?kind=run.created", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ids, created.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!));
    }

    private sealed class ProcessHost : IAsyncDisposable
    {
        private const string Repository = "https://github.com/sage/slow";

        private readonly Process _process;
        private readonly string _workspace;

        private ProcessHost(Process process, Uri url, string workspace)
        {
            (_process, _workspace) = (process, workspace);
            Http = new HttpClient { BaseAddress = url };
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        }

        public HttpClient Http { get; }

        public static async Task<ProcessHost> StartAsync(string state)
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var program = Path.Combine(here.Parent!.Parent!.FullName, "LocalPlatforms", here.Name, "LocalPlatforms.dll");
            var start = new ProcessStartInfo("dotnet", [program, "--tower", "0", "--state", state, "--token", "token", "--pipeline", $"{Repository}=sleep 2"]) { RedirectStandardOutput = true, UseShellExecute = false };
            var process = Process.Start(start)!;
            string? url = null, workspace = null, line;
            while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("Ready", StringComparison.Ordinal))
            {
                url ??= After(line, "TOWER_API_ENDPOINT=");
                workspace ??= After(line, "TOWER_WORKSPACE_ID=");
            }

            Assert.NotNull(line);
            return new ProcessHost(process, new Uri(url!), workspace!);
        }

        public async Task<string> LaunchAsync(string parameters)
        {
            var body = JsonSerializer.Serialize(new { launch = new { pipeline = Repository, paramsText = parameters } });
            using var answer = await Http.PostAsync(new Uri($"/workflow/launch?workspaceId={_workspace}", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("workflowId").GetString()!;
        }

        public async Task<string?> UntilAsync(string id, Func<string?, bool> reached)
        {
            for (var i = 0; i < 1200; i++)
            {
                var run = JsonDocument.Parse(await Http.GetStringAsync(new Uri($"/workflow/{id}?workspaceId={_workspace}", UriKind.Relative))).RootElement;
                var status = run.GetProperty("workflow").GetProperty("status").GetString();
                if (reached(status))
                {
                    return status;
                }

                await Task.Delay(50);
            }

            throw new TimeoutException($"Run {id} is not there after a minute.");
        }

        public void Kill() => _process.Kill();

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        private static string? After(string line, string what) =>
            line.IndexOf(what, StringComparison.Ordinal) is >= 0 and var at ? line[(at + what.Length)..].Trim() : null;
    }
}
