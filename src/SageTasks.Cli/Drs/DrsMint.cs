using System.CommandLine;
using SageTasks.Drs;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary><c>drs mint</c>: gives an object a DRS id.</summary>
internal static class DrsMint
{
    public static Command Create(Terminal terminal)
    {
        var place = Arguments.Place("LOCATION", "The object, in a store that the DRS server can give to others.");
        var registry = new Option<DrsRegistry>("--registry") { Description = "What keeps the ids.", Required = true };
        var endpoint = Arguments.Endpoint("The registry. Default: DRS_ENDPOINT.");
        var host = new Option<string?>("--host") { Description = "The host in the new URI. Default: the registry's.", HelpName = "HOST" };
        var name = new Option<string?>("--name") { Description = "What the object is called. Default: the last part of its location.", HelpName = "TEXT" };
        var description = new Option<string?>("--description") { Description = "What it is.", HelpName = "TEXT" };
        var scope = new Option<string?>("--scope") { Description = "The same bytes of another scope get an id of their own.", HelpName = "TEXT" };
        var command = new Command("mint", "Registers an object, once: the same bytes get the id that they have. What its store does not state is computed by reading it.")
        {
            place, registry, endpoint, host, name, description, scope,
        };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var at = call.Get(place);
            using var set = StoreSet.Of(call.Profile, at);
            var found = await set.Stores.SourceOf(at).StatAsync(at, cancellationToken) ?? throw new FileNotFoundException($"There is nothing at {at}.");
            var candidate = new DrsCandidate
            {
                Digests = await DigestsAsync(set.Stores, found, cancellationToken),
                Size = found.Version.Size ?? throw new NotSupportedException($"{at}: its store does not say how large it is, which a DRS object has to."),
                Urls = [at.Address],
                Name = call.Get(name) ?? found.Name ?? at.Name,
                Description = call.Get(description),
                MimeType = found.ContentType,
                Scope = call.Get(scope),
            };
            var registrar = Registrar(call.Get(registry), call.Get(endpoint) ?? Variables.Address("DRS_ENDPOINT"), call.Get(host));
            var registration = await registrar.RegisterAsync(candidate, cancellationToken);
            call.Terminal.Result(registration, CliJson.Default.DrsRegistration, made => $"{made.Outcome.ToString().ToLowerInvariant()} {made.Uri}");
            return ExitCode.Done;
        });
    }

    private static IDrsRegistrar Registrar(DrsRegistry registry, Uri? endpoint, string? host)
    {
        var server = PlatformOptions.DrsRegistry(endpoint ?? throw new UsageException("Name the registry: --endpoint URL, or DRS_ENDPOINT."));
        return registry switch
        {
            DrsRegistry.Indexd => new IndexdRegistrar(server, new IndexdOptions { Host = host }),
            DrsRegistry.DrsFiler => new DrsFilerRegistrar(server, host),
            DrsRegistry.StarterKit => new StarterKitRegistrar(server, host),
            _ => new WriteProposalRegistrar(server, host),
        };
    }

    private static async Task<IReadOnlyList<Digest>> DigestsAsync(ObjectStores stores, ObjectInfo found, CancellationToken cancellationToken)
    {
        if (found.Digests.Any(digest => digest.Algorithm == DigestAlgorithm.Sha256 || digest.Algorithm == DigestAlgorithm.Md5))
        {
            return found.Digests;
        }

        var content = ObjectContent.Of(found.Version.Size ?? 0, async stop =>
            (await stores.SourceOf(found.Location).OpenAsync(found.Location, ByteRange.All, found.Version, stop)).Stream);
        return [.. found.Digests, await Digest.OfContentAsync(content, DigestAlgorithm.Sha256, cancellationToken)];
    }
}
