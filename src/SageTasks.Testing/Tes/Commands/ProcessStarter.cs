using System.Collections.Concurrent;
using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>Starts processes from one thread that lives as long as the platform: a sandbox that dies with its parent dies with the thread that started it.</summary>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Done)> _waiting = [];
    private readonly Thread _thread;

    public ProcessStarter()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "SageTasks local TES" };
        _thread.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var done = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((info, done));
        return done.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Work()
    {
        foreach (var (info, done) in _waiting.GetConsumingEnumerable())
        {
            try
            {
                done.SetResult(Process.Start(info) ?? throw new InvalidOperationException($"{info.FileName} did not start."));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }
}
