using System.Globalization;

namespace SageTasks.Testing.Gcs;

/// <summary>The preconditions of a request, from its query. Generation 0 stands for an object that is not there.</summary>
internal sealed record Conditions
{
    public long? GenerationMatch { get; init; }

    public long? GenerationNotMatch { get; init; }

    public long? MetagenerationMatch { get; init; }

    public long? MetagenerationNotMatch { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="of">What they are about: empty for the object itself, <c>Source</c> for the source of a copy.</param>
    public static Conditions Of(LocalRequest request, string of = "") => new()
    {
        GenerationMatch = Number(request, $"if{of}GenerationMatch"),
        GenerationNotMatch = Number(request, $"if{of}GenerationNotMatch"),
        MetagenerationMatch = Number(request, $"if{of}MetagenerationMatch"),
        MetagenerationNotMatch = Number(request, $"if{of}MetagenerationNotMatch"),
    };

    public static long? Number(LocalRequest request, string name) => request.QueryValue(name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw GcsErrors.Invalid($"Invalid value for {name}: '{text}'"),
    };

    /// <summary>Refuses a write (412) whose conditions do not hold.</summary>
    public void CheckWrite(ObjectDocument? current)
    {
        CheckMatches(current);
        if (IsNotChanged(current))
        {
            throw GcsErrors.Condition("If-None-Match");
        }
    }

    /// <summary>Refuses a read: 412 where something should match and does not, 304 where something should differ and does not.</summary>
    public void CheckRead(ObjectDocument current)
    {
        CheckMatches(current);
        if (IsNotChanged(current))
        {
            throw new RefusalException(LocalAnswer.Empty(304).With("ETag", ETags.Of(current.Generation, current.Metageneration)));
        }
    }

    private void CheckMatches(ObjectDocument? current)
    {
        if ((GenerationMatch is { } generation && generation != (current?.Generation ?? 0))
            || (MetagenerationMatch is { } metageneration && metageneration != current?.Metageneration))
        {
            throw GcsErrors.Condition("If-Match");
        }
    }

    private bool IsNotChanged(ObjectDocument? current) =>
        (GenerationNotMatch is { } generation && generation == (current?.Generation ?? 0))
        || (MetagenerationNotMatch is { } metageneration && metageneration == current?.Metageneration);
}
