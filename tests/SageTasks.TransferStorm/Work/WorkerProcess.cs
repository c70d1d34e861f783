using System.Diagnostics;

namespace SageTasks.TransferStorm;

/// <summary>One life of a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process)
    {
        _process = process;
        (_output, _errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Whether it has ended by SIGKILL.</summary>
    public bool WasKilled => _process.ExitCode == Pairs.Death.ExitCode;

    /// <summary>The most memory that the process held so far, in bytes; what the system counts as resident.</summary>
    public long Peak { get; private set; }

    /// <param name="environment">Secrets, which do not belong on a command line.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static WorkerProcess Start(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Looks at the memory that the process holds; one that has ended, even while it is looked at, holds none.</summary>
    public void Measure()
    {
        try
        {
            _process.Refresh();
            Peak = Math.Max(Peak, _process.PeakWorkingSet64);
        }
        catch (InvalidOperationException) when (_process.HasExited)
        {
            return;
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>What a worker that was not killed came to: the id of the file.</summary>
    /// <exception cref="InvalidOperationException">It failed on its own.</exception>
    public async Task<string> ResultAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0
            ? (await _output).Trim()
            : throw new InvalidOperationException($"A worker failed on its own (exit code {_process.ExitCode}): {await _errors}");
    }

    public Task GoneAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
