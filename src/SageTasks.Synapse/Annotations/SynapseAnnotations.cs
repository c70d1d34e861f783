using System.Buffers;

namespace SageTasks.Synapse;

/// <summary>Reads and merges annotations.</summary>
/// <param name="client">The client to ask with.</param>
public sealed class SynapseAnnotations(SynapseClient client)
{
    private const int Most = 100;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,_.");

    /// <summary>The annotations of an entity, or of the version that the id names.</summary>
    public Task<Annotations> ReadAsync(
        SynapseId id, CancellationToken cancellationToken = default) => client.GetAnnotationsAsync(id, cancellationToken);

    /// <summary>Adds, sets and removes annotations; others stay. When somebody else changes the entity meanwhile, the merge is applied to
    /// what is there then. Nothing is written where everything is as asked for already.</summary>
    /// <exception cref="ArgumentException">A key or a number of values is one that Synapse refuses.</exception>
    public Task<MergedAnnotations> MergeAsync(AnnotationMerge merge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(merge);
        Validate(merge.Set);
        return Contention.RetryAsync(client.Time, token => MergeOnceAsync(merge, static (old, wanted) => old.Equals(wanted), token), cancellationToken);
    }

    /// <summary>Merges values whose types were guessed from text: where the text is there already, the type that is there stays.</summary>
    internal Task<MergedAnnotations> MergeTextsAsync(AnnotationMerge merge, CancellationToken cancellationToken)
    {
        static bool Same(AnnotationValue old, AnnotationValue wanted) =>
            old.Equals(wanted) || string.Equals(ManifestCells.Write(old), ManifestCells.Write(wanted), StringComparison.Ordinal);
        return Contention.RetryAsync(client.Time, token => MergeOnceAsync(merge, Same, token), cancellationToken);
    }

    /// <summary>Refuses annotations that Synapse would refuse, before anything is sent.</summary>
    internal static void Validate(IReadOnlyDictionary<string, AnnotationValue> annotations)
    {
        foreach (var (key, value) in annotations)
        {
            if (string.IsNullOrEmpty(key) || key.AsSpan().IndexOfAnyExcept(KeyCharacters) is >= 0)
            {
                throw new ArgumentException($"Synapse refuses the annotation key '{key}'. Allowed are A-Z, a-z, 0-9 and , _ . (no spaces).", nameof(annotations));
            }

            if (value.Values.Count > Most)
            {
                throw new ArgumentException($"The annotation '{key}' has {value.Values.Count} values; Synapse keeps at most {Most}.", nameof(annotations));
            }

            if (value.Values.FirstOrDefault(text => !value.Type.Takes(text)) is { } wrong)
            {
                throw new ArgumentException($"The annotation '{key}' has the value '{wrong}', which is no {value.Type}. Give it as another type, such as {AnnotationType.String}.", nameof(annotations));
            }
        }

        if (annotations.Count > Most)
        {
            throw new ArgumentException($"There are {annotations.Count} annotation keys; Synapse keeps at most {Most}.", nameof(annotations));
        }
    }

    private async Task<MergedAnnotations> MergeOnceAsync(
        AnnotationMerge merge, Func<AnnotationValue, AnnotationValue, bool> isSame, CancellationToken cancellationToken)
    {
        var id = merge.Id.WithoutVersion();
        var present = await client.GetAnnotationsAsync(id, cancellationToken).ConfigureAwait(false);
        var changed = Apply(merge, present.Values, isSame, out var values);
        if (!changed)
        {
            return new MergedAnnotations { Id = id, Outcome = StoreOutcome.Unchanged, Annotations = present };
        }

        Validate(values);
        var written = await client.UpdateAnnotationsAsync(present with { Values = values }, cancellationToken).ConfigureAwait(false);
        return new MergedAnnotations { Id = id, Outcome = StoreOutcome.Updated, Annotations = written };
    }

    private static bool Apply(
        AnnotationMerge merge,
        IReadOnlyDictionary<string, AnnotationValue> present,
        Func<AnnotationValue, AnnotationValue, bool> isSame,
        out Dictionary<string, AnnotationValue> values)
    {
        values = new Dictionary<string, AnnotationValue>(present, StringComparer.Ordinal);
        var changed = false;
        foreach (var (key, value) in merge.Set)
        {
            if (!values.TryGetValue(key, out var old) || !isSame(old, value))
            {
                values[key] = value;
                changed = true;
            }
        }

        foreach (var key in merge.Remove)
        {
            changed |= values.Remove(key);
        }

        return changed;
    }
}
