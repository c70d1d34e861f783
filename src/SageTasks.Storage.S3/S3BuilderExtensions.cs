using Microsoft.Extensions.DependencyInjection;
using SageTasks.Storage.S3;

namespace SageTasks;

/// <summary>Adds S3 stores to an application.</summary>
public static class S3BuilderExtensions
{
    /// <summary>Registers an <see cref="S3Store"/>; <see cref="Storage.ObjectStores"/> uses it for all buckets that no other store is for.</summary>
    public static ISageTasksBuilder AddS3(this ISageTasksBuilder builder, Action<S3Options>? configure = null) =>
        Add(builder, null, configure).AddStore(static provider => provider.GetRequiredService<S3Store>());

    /// <summary>Registers an <see cref="S3Store"/> as a keyed service, for applications that use several endpoints or accounts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The service's key, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="buckets">The buckets for which <see cref="Storage.ObjectStores"/> uses this store.</param>
    public static ISageTasksBuilder AddS3(this ISageTasksBuilder builder, string name, Action<S3Options> configure, params IReadOnlyList<string> buckets)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(buckets);
        Add(builder, name, configure);
        return buckets.Count == 0 ? builder : builder.AddStore(provider => provider.GetRequiredKeyedService<S3Store>(name), buckets);
    }

    private static ISageTasksBuilder Add(ISageTasksBuilder builder, string? name, Action<S3Options>? configure) =>
        builder.AddClient<S3Store, S3Options>(
            name,
            configure,
            static (options, _, time) => new S3Store(options, time),
            static options => options.Validate());
}
