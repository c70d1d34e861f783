using SageTasks.Synapse;

namespace SageTasks;

/// <summary>Adds Synapse to an application.</summary>
public static class SynapseBuilderExtensions
{
    /// <summary>Registers <see cref="SynapseClient"/>.</summary>
    public static ISageTasksBuilder AddSynapse(this ISageTasksBuilder builder, Action<SynapseClientOptions>? configure = null) =>
        builder.AddClient<SynapseClient, SynapseClientOptions>(
            null, configure ?? (static _ => { }), static (options, loggers, time) => new SynapseClient(options, loggers, time), static options => options.Validate());

    /// <summary>Registers a <see cref="SynapseClient"/> as a keyed service, for applications that talk to several servers or as several
    /// users.</summary>
    public static ISageTasksBuilder AddSynapse(this ISageTasksBuilder builder, string name, Action<SynapseClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.AddClient<SynapseClient, SynapseClientOptions>(
            name, configure, static (options, loggers, time) => new SynapseClient(options, loggers, time), static options => options.Validate());
    }
}
