namespace SageTasks.Storage.Gcs;

/// <summary>Refuses locations that name no object, before anything is sent.</summary>
internal static class ObjectNames
{
    /// <exception cref="ArgumentException">The location is not one of Cloud Storage's, or names a whole bucket.</exception>
    public static void Check(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (location.Scheme != LocationScheme.Gs)
        {
            throw new ArgumentException($"{location} is not in Cloud Storage: expected gs://bucket/name.", nameof(location));
        }

        if (location.Path.Length == 0)
        {
            throw new ArgumentException($"{location} names a whole bucket; an object's name has to follow: gs://bucket/name.", nameof(location));
        }
    }
}
