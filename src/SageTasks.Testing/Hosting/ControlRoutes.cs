using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>What a local platform offers beside its API: the journal and the faults, for other processes and other languages.</summary>
internal static class ControlRoutes
{
    private static readonly byte[] NewLine = [(byte)'\n'];

    public static void Map(RouteTable routes, CommitJournal journal, FaultInjector faults)
    {
        Control("GET /_local/journal", request => Journal(request, journal));
        Control("GET /_local/faults", _ => Status(faults));
        Control("PUT /_local/faults", request => Change(request, faults));

        void Control(string template, Func<LocalRequest, LocalAnswer> handle) =>
            routes.Map(template, new LocalRoute((request, _) => ValueTask.FromResult(handle(request)), IsControl: true));
    }

    /// <summary>Refuses whom the platform itself would refuse.</summary>
    public static LocalAnswer? Refusal(LocalRequest request, HostSetup setup) => setup.Admits(request)
        ? null
        : LocalAnswer.Text("The journal and the controls are for those who may use the platform: send 'Authorization: Bearer TOKEN' with its token.\n", status: 401)
            .With("WWW-Authenticate", "Bearer");

    private static LocalAnswer Journal(LocalRequest request, CommitJournal journal)
    {
        if (!long.TryParse(request.QueryValue("from") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var from))
        {
            return LocalAnswer.Text("'from' is not a sequence number.", status: 400);
        }

        var entries = journal.Read(from, request.QueryValue("kind"));
        return new LocalAnswer
        {
            Status = 200,
            ContentType = "application/jsonl",
            Writer = async (output, cancellationToken) =>
            {
                foreach (var entry in entries)
                {
                    await JsonSerializer.SerializeAsync(output, entry, TestingJson.Default.CommitEntry, cancellationToken).ConfigureAwait(false);
                    await output.WriteAsync(NewLine, cancellationToken).ConfigureAwait(false);
                }
            },
        };
    }

    private static LocalAnswer Status(FaultInjector faults)
    {
        var status = new FaultStatus
        {
            Enabled = faults.Enabled,
            Plan = faults.Plan,
            Injected = faults.Injected.ToDictionary(p => p.Key.ToString(), p => p.Value, StringComparer.Ordinal),
            Waiting = faults.Waiting,
        };
        return LocalAnswer.Json(status, TestingJson.Default.FaultStatus);
    }

    private static LocalAnswer Change(LocalRequest request, FaultInjector faults)
    {
        try
        {
            var change = request.ReadJson(TestingJson.Strict.FaultStatus);
            if (change?.Plan is { } plan)
            {
                faults.Plan = plan;
            }

            if (change?.Enabled is { } enabled)
            {
                faults.Enabled = enabled;
            }

            return Status(faults);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return LocalAnswer.Text($"{e.Message} Send {{\"enabled\":bool,\"plan\":{{…}}}}, either or both.", status: 400);
        }
    }
}
