using SageTasks.Testing;

namespace SageTasks.TransferStorm;

/// <summary>What the platform's journal says of an upload.</summary>
internal sealed class Upload(CommitJournal journal, Traffic traffic)
{
    /// <summary>Bytes that arrived more than once.</summary>
    public long Resent(long size) => Received(1).Sum(part => part.Bytes) - size;

    /// <summary>The rules that were broken.</summary>
    public IEnumerable<string> Violations(StormSettings settings, int kills)
    {
        foreach (var start in traffic.Starts)
        {
            foreach (var part in Received(start.Committed + 1).Where(part => start.Parts[(int)part.Number - 1] == '1'))
            {
                yield return $"part {part.Number} went up again, although the platform had said that it is there";
            }
        }

        var parts = Received(1).Select(part => part.Number).Distinct().Count();
        var again = Received(1).Count - parts;
        var allowed = kills * settings.Transfer.Concurrency + traffic.Struck;
        if (again > allowed)
        {
            yield return $"{again} parts went up again; {kills} deaths and {traffic.Struck} faults explain {allowed}";
        }

        var completed = journal.OfKind("upload.completed");
        if (completed.Count != 1 || completed[0].Payload.GetProperty("bytes").GetInt64() != settings.Size)
        {
            yield return $"{completed.Count} uploads were completed, not one of {settings.Size} bytes";
        }

        var files = journal.OfKind("entity.created").Count(entry => entry.Payload.GetProperty("concreteType").GetString()!.EndsWith("FileEntity", StringComparison.Ordinal));
        var versions = journal.OfKind("entity.versioned").Count;
        if (files != 1 || versions != 0)
        {
            yield return $"there are {files} file entities and {versions} further versions, not one entity";
        }
    }

    private IReadOnlyList<(long Number, long Bytes)> Received(long from) =>
        [.. journal.Read(from, "part.received").Select(entry => (entry.Payload.GetProperty("partNumber").GetInt64(), entry.Payload.GetProperty("bytes").GetInt64()))];
}
