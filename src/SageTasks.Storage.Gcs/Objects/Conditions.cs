using System.Globalization;

namespace SageTasks.Storage.Gcs;

/// <summary>The condition of a write in Cloud Storage's terms: the generation that has to be there, 0 for none.</summary>
internal static class Conditions
{
    /// <exception cref="ArgumentException">The version is not one of Cloud Storage's.</exception>
    public static long? Of(PutOptions options) => options.Mode switch
    {
        PutMode.CreateNew => 0,
        PutMode.IfMatch => Generation(options.IfMatch!),
        _ => null,
    };

    /// <summary>The generation that a version names; null where it names none.</summary>
    /// <exception cref="ArgumentException">The version is not one of Cloud Storage's.</exception>
    public static long? Generation(ObjectVersion? version)
    {
        if (version?.Tag is not { } tag)
        {
            return null;
        }

        return long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : throw new ArgumentException($"\"{tag}\" is not a generation of Cloud Storage. Take the version from its {nameof(GcsStore.StatAsync)}.", nameof(version));
    }

    /// <summary>What a 412 means for these options.</summary>
    public static TransferException Refusal(Location location, PutOptions options, Exception cause) => options.Mode == PutMode.IfMatch
        ? new DestinationChangedException(location.ToString(), options.IfMatch!, cause)
        : new DestinationExistsException(location.ToString(), cause);
}
