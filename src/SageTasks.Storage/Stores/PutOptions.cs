namespace SageTasks.Storage;

/// <summary>How an object is written, and what is stored with it.</summary>
public sealed record PutOptions
{
    /// <summary>What to do about an object that is there.</summary>
    public PutMode Mode { get; init; }

    /// <summary>The version to replace; needed by <see cref="PutMode.IfMatch"/> and by no other mode.</summary>
    public ObjectVersion? IfMatch { get; init; }

    /// <summary>Media type; null lets the store choose.</summary>
    public string? ContentType { get; init; }

    /// <summary>The user's own metadata: names of ASCII letters, digits, <c>-</c> and <c>_</c>, stored in lower case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? NoMetadata; } = NoMetadata;

    /// <summary>Digests of the whole object that are known beforehand. A store hands those on that it can check.</summary>
    public IReadOnlyList<Digest> Digests { get; init => field = value ?? []; } = [];

    private static IReadOnlyDictionary<string, string> NoMetadata => System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Refuses options that contradict themselves, before anything is sent.</summary>
    /// <exception cref="ArgumentException">The message names the option.</exception>
    public void Validate()
    {
        if (Mode == PutMode.IfMatch != (IfMatch is not null))
        {
            throw new ArgumentException($"{nameof(IfMatch)} goes with {nameof(PutMode)}.{nameof(PutMode.IfMatch)}, but the mode is {Mode} and the version \"{IfMatch}\".");
        }

        if (IfMatch is { IsStrong: false })
        {
            throw new ArgumentException($"{nameof(IfMatch)} needs a version with a strong tag, but has \"{IfMatch}\". Take it from StatAsync.");
        }

        foreach (var (name, value) in Metadata)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw new ArgumentException($"{nameof(Metadata)}: the name \"{name}\" is not made of ASCII letters, digits, - and _.");
            }

            if (value.Any(char.IsControl))
            {
                throw new ArgumentException($"{nameof(Metadata)}: the value of \"{name}\" holds a control character.");
            }
        }
    }
}
