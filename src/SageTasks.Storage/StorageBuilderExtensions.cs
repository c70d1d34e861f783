using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SageTasks.Storage;

namespace SageTasks;

/// <summary>Adds stores to an application.</summary>
public static class StorageBuilderExtensions
{
    /// <summary>Registers a store, and <see cref="ObjectStores"/> with all stores that are registered this way.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="store">Gives the store; asked once.</param>
    /// <param name="authorities">The buckets, containers or hosts that it is for; none for all that no other store is for.</param>
    public static ISageTasksBuilder AddStore(
        this ISageTasksBuilder builder, Func<IServiceProvider, IObjectSource> store, params IEnumerable<string> authorities)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(authorities);
        var places = authorities.ToList();
        builder.Services.AddSingleton(provider => new StoreRegistration(store(provider), places));
        builder.Services.TryAddSingleton(static provider => Collect(provider.GetServices<StoreRegistration>()));
        return builder;
    }

    private static ObjectStores Collect(IEnumerable<StoreRegistration> registrations)
    {
        var stores = new ObjectStores();
        foreach (var registration in registrations)
        {
            foreach (var authority in registration.Authorities.DefaultIfEmpty())
            {
                stores.Add(registration.Store, authority);
            }
        }

        return stores;
    }

    private sealed record StoreRegistration(IObjectSource Store, IReadOnlyList<string> Authorities);
}
