namespace SageTasks.Testing.Cavatica;

/// <summary>The port of the GA4GH services. DRS addresses name it, so a state folder keeps it from life to life.</summary>
internal sealed class Ga4ghPort(CavaticaWorld world)
{
    private const string Key = "ga4gh";

    public CavaticaTable<PortDocument> Table { get; } = new(world.Store, "port", CavaticaJson.Default.PortDocument, port => port.Id);

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<LoopbackHost> StartAsync(Func<int, HostSetup> setup, CancellationToken cancellationToken)
    {
        var port = new LastingPort
        {
            Asked = world.Options.Ga4ghPort,
            Kept = Table.Find(Key)?.Port,
            Lasts = world.Options.StateFolder is not null,
            Option = nameof(LocalCavaticaOptions.Ga4ghPort),
        };
        var host = await port.StartAsync(setup, cancellationToken).ConfigureAwait(false);
        if (port.Lasts && port.Kept != host.Url.Port)
        {
            Table.Put(new PortDocument(Key, host.Url.Port));
        }

        return host;
    }
}
