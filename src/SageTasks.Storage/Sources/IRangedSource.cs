namespace SageTasks.Storage;

/// <summary>An object that can be read in stretches, all of one version.</summary>
internal interface IRangedSource
{
    /// <summary>What messages call it; never holds a secret.</summary>
    string Name { get; }

    /// <summary>How fast it may be read; null for as fast as it goes.</summary>
    ByteRate? Rate => null;

    /// <summary>
    /// Opens a stretch of the object. A source that cannot do ranges sends everything and says so. A request that fails is the
    /// source's to repeat; a body that breaks off is the reader's.
    /// </summary>
    /// <param name="range">The stretch; not beyond the end unless the object is empty.</param>
    /// <param name="pin">The version that the bytes have to be of; null takes whatever is there.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="SourceChangedException">The object is no longer of that version.</exception>
    Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken);
}
