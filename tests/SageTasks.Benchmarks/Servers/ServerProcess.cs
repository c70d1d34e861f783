using System.CommandLine;
using System.Diagnostics;

namespace SageTasks.Benchmarks;

/// <summary>A server in a process of its own: this program, started once more. It ends with its standard input, so also when this process dies.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri url, string token)
    {
        _process = process;
        (Url, Token) = (url, token);
    }

    public Uri Url { get; }

    /// <summary>The token that it wants.</summary>
    public string Token { get; }

    public static async Task<ServerProcess> StartAsync(string kind, int rows, CancellationToken cancellationToken)
    {
        var process = Itself.Start("serve", kind, rows.ToString());
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? "";
        return line.Split(' ') is ["ready", var url, var token]
            ? new ServerProcess(process, new Uri(url), token)
            : throw new InvalidOperationException($"The server for {kind} did not start: '{line}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What runs in the other process.</summary>
    public static Command Command()
    {
        var kind = new Argument<string>("kind");
        var rows = new Argument<int>("rows");
        var command = new Command("serve", "Serves a canned list or a local platform until the standard input ends.") { kind, rows };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var serving = ServeAsync(parsed.GetValue(kind)!, parsed.GetValue(rows), stop.Token);
            await Task.WhenAny(Console.In.ReadLineAsync(CancellationToken.None).AsTask(), serving);
            await stop.CancelAsync();
            await serving;
        });
        return command;
    }

    private static Task ServeAsync(string kind, int rows, CancellationToken cancellationToken) => kind switch
    {
        "runs" => CannedRuns.ServeAsync(rows, Ready, cancellationToken),
        "children" => CannedChildren.ServeAsync(rows, Ready, cancellationToken),
        "tasks" => CannedTasks.ServeAsync(rows, Ready, cancellationToken),
        "synapse" => SynapseHost.ServeAsync(Ready, cancellationToken),
        _ => throw new ArgumentException($"There is no server for '{kind}'.", nameof(kind)),
    };

    private static void Ready(Uri url, string token) => Console.WriteLine($"ready {url} {token}");
}
