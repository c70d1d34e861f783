using Microsoft.Extensions.DependencyInjection;
using SageTasks.Storage.Gcs;

namespace SageTasks;

/// <summary>Adds Google Cloud Storage to an application.</summary>
public static class GcsBuilderExtensions
{
    /// <summary>Registers a <see cref="GcsStore"/>; <see cref="Storage.ObjectStores"/> uses it for all buckets that no other store is for.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment.</param>
    public static ISageTasksBuilder AddGcs(this ISageTasksBuilder builder, Action<GcsOptions>? configure = null) =>
        Add(builder, null, configure).AddStore(static provider => provider.GetRequiredService<GcsStore>());

    /// <summary>Registers a <see cref="GcsStore"/> as a keyed service, for applications that use several accounts or endpoints.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The service's key, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="buckets">The buckets for which <see cref="Storage.ObjectStores"/> uses this store.</param>
    public static ISageTasksBuilder AddGcs(this ISageTasksBuilder builder, string name, Action<GcsOptions> configure, params IReadOnlyList<string> buckets)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(buckets);
        Add(builder, name, configure);
        return buckets.Count == 0 ? builder : builder.AddStore(provider => provider.GetRequiredKeyedService<GcsStore>(name), buckets);
    }

    private static ISageTasksBuilder Add(ISageTasksBuilder builder, string? name, Action<GcsOptions>? configure) =>
        builder.AddClient<GcsStore, GcsOptions>(
            name,
            configure,
            static (options, loggers, time) => new GcsStore(options, loggers, time),
            static options => GcsSettings.Failures(options));
}
