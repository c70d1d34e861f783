using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SageTasks.Synapse;

namespace SageTasks;

/// <summary>Adds Synapse to an application.</summary>
public static class SynapseBuilderExtensions
{
    /// <summary>Registers <see cref="SynapseClient"/> and the tasks: <see cref="SynapseFiles"/>, <see cref="SynapseFolders"/>,
    /// <see cref="SynapseTables"/>, <see cref="SynapseAnnotations"/>, <see cref="SynapseProvenance"/> and <see cref="SynapseSubmissions"/>.
    /// <see cref="SynapseStore"/> joins the stores of <c>syn://</c> locations in <see cref="Storage.ObjectStores"/>.</summary>
    public static ISageTasksBuilder AddSynapse(this ISageTasksBuilder builder, Action<SynapseClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddTask(builder.Services, static client => new SynapseFiles(client));
        AddTask(builder.Services, static client => new SynapseFolders(client));
        AddTask(builder.Services, static client => new SynapseTables(client));
        AddTask(builder.Services, static client => new SynapseAnnotations(client));
        AddTask(builder.Services, static client => new SynapseProvenance(client));
        AddTask(builder.Services, static client => new SynapseSubmissions(client));
        AddTask(builder.Services, static client => new SynapseStore(client));
        builder.AddStore(static provider => provider.GetRequiredService<SynapseStore>());
        return AddClient(builder, null, configure ?? (static _ => { }));
    }

    /// <summary>Registers a <see cref="SynapseClient"/> as a keyed service, for applications that talk to several servers or as several
    /// users. Tasks are made of it: <c>new SynapseFiles(client)</c>.</summary>
    public static ISageTasksBuilder AddSynapse(this ISageTasksBuilder builder, string name, Action<SynapseClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return AddClient(builder, name, configure);
    }

    private static ISageTasksBuilder AddClient(ISageTasksBuilder builder, string? name, Action<SynapseClientOptions> configure) =>
        builder.AddClient<SynapseClient, SynapseClientOptions>(
            name,
            configure,
            static (options, loggers, time) => new SynapseClient(options, loggers, time),
            static options => options.Validate());

    private static void AddTask<T>(IServiceCollection services, Func<SynapseClient, T> make)
        where T : class =>
        services.TryAddSingleton(provider => make(provider.GetRequiredService<SynapseClient>()));
}
