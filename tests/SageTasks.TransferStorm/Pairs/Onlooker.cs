using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>Looks at the destination again and again: it is whole or not there.</summary>
internal sealed class Onlooker(IObjectSource store, Location destination, long size)
{
    private readonly HashSet<string> _violations = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Violations => _violations;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (await store.StatAsync(destination, cancellationToken) is { } seen && seen.Version.Size != size)
        {
            _violations.Add($"the destination was visible with {seen.Version.Size} of {size} bytes");
        }
    }
}
