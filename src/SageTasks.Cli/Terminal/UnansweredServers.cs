using System.Diagnostics.Metrics;
using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Cli;

/// <summary>Says once of each server that it does not answer and is asked again. Where nobody watches a terminal, a command would be silent for as long as
/// that takes. What .NET measures of every request tells, whichever client sends it.</summary>
internal sealed class UnansweredServers : IDisposable
{
    private static readonly Dictionary<string, string> Problems = new(StringComparer.Ordinal)
    {
        ["connection_error"] = "no connection",
        ["name_resolution_error"] = "its name is not known",
        ["secure_connection_error"] = "no secure connection",
        ["response_ended"] = "it ends the connection",
    };

    private static readonly string Longest = string.Create(CultureInfo.InvariantCulture, $"{new RetryOptions().TotalBudget.TotalMinutes:0.#} minutes");

    private readonly Terminal _terminal;
    private readonly TimeSpan _after;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, DateTimeOffset> _silentSince = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="terminal">Where to say it.</param>
    /// <param name="after">How long a server has to be silent before.</param>
    public UnansweredServers(Terminal terminal, TimeSpan after)
    {
        (_terminal, _after) = (terminal, after);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Hear(tags));
        _listener.Start();
    }

    /// <summary>Listens where nobody watches a terminal.</summary>
    public static UnansweredServers? Of(Terminal terminal) => terminal.IsInteractive || terminal.IsQuiet ? null : new(terminal, TimeSpan.FromSeconds(3));

    public void Dispose() => _listener.Dispose();

    private void Hear(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (address, port, error) = ("", "", (string?)null);
        foreach (var (name, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture);
            (address, port, error) = name switch
            {
                "server.address" => (text ?? "", port, error),
                "server.port" => (address, text ?? "", error),
                "error.type" => (address, port, text),
                _ => (address, port, error),
            };
        }

        Note($"{address}:{port}", error is not null && Problems.TryGetValue(error, out var problem) ? problem : null);
    }

    private void Note(string server, string? problem)
    {
        lock (_lock)
        {
            if (problem is null)
            {
                _silentSince.Remove(server);
                return;
            }

            var now = TimeProvider.System.GetUtcNow();
            _silentSince.TryAdd(server, now);
            if (now - _silentSince[server] >= _after && _told.Add(server))
            {
                _terminal.Say($"{server} does not answer ({problem}). It is asked again, for {Longest} at most.");
            }
        }
    }
}
