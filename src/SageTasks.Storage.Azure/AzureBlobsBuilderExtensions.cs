using Microsoft.Extensions.DependencyInjection;
using SageTasks.Storage.Azure;

namespace SageTasks;

/// <summary>Adds Azure Blob Storage to an application.</summary>
public static class AzureBlobsBuilderExtensions
{
    /// <summary>Registers an <see cref="AzureBlobStore"/>; <see cref="Storage.ObjectStores"/> uses it for all containers that no other store is for.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null takes everything from the environment.</param>
    public static ISageTasksBuilder AddAzureBlobs(this ISageTasksBuilder builder, Action<AzureBlobOptions>? configure = null) =>
        Add(builder, null, configure).AddStore(static provider => provider.GetRequiredService<AzureBlobStore>());

    /// <summary>Registers an <see cref="AzureBlobStore"/> as a keyed service, for applications that use several accounts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The service's key, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="containers">The containers for which <see cref="Storage.ObjectStores"/> uses this store.</param>
    public static ISageTasksBuilder AddAzureBlobs(
        this ISageTasksBuilder builder, string name, Action<AzureBlobOptions> configure, params IReadOnlyList<string> containers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(containers);
        Add(builder, name, configure);
        return containers.Count == 0 ? builder : builder.AddStore(provider => provider.GetRequiredKeyedService<AzureBlobStore>(name), containers);
    }

    private static ISageTasksBuilder Add(ISageTasksBuilder builder, string? name, Action<AzureBlobOptions>? configure) =>
        builder.AddClient<AzureBlobStore, AzureBlobOptions>(
            name,
            configure,
            static (options, _, time) => new AzureBlobStore(options, time),
            static options => options.Validate());
}
