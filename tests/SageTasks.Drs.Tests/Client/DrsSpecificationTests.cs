using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using NSubstitute;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Client;

/// <summary>What the client sends and understands is what the published document declares. A method that no scene here calls fails the test.</summary>
public sealed class DrsSpecificationTests
{
    private const string Published = "ga4gh/drs-1.5.0-bundled.openapi.yaml";
    private const string Proposed = "ga4gh/drs-write-proposal-pr418.openapi.yaml";
    private const string Root = "/ga4gh/drs/v1";

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    [SpecFact(Published)]
    public async Task Requests_hold_to_the_published_API()
    {
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { Observer = _seen.Enqueue, Passports = ["a.b.c"], AllowsRegistration = false });
        var client = Substitute.ForPartsOf<DrsClient>(new DrsClientOptions { Endpoint = drs.Url }, null, null);
        var id = drs.Add(new LocalDrsObject { Id = "dg.1/a b", Name = "x" }, "ACGT"u8.ToArray());
        var closed = drs.Add(new LocalDrsObject { Name = "y", RequiresPassport = true }, "ACGT"u8.ToArray());
        var bundle = drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "x", Id = id }] });

        Assert.Equal("drs", (await client.GetServiceInfoAsync()).Type!.Artifact);
        Assert.Equal("x", (await client.GetObjectAsync(id)).Name);
        Assert.True((await client.GetObjectAsync(bundle, expand: true)).IsBundle);
        Assert.Equal("y", (await client.GetObjectAsync(closed, expand: true, ["a.b.c"])).Name);
        Assert.NotNull((await client.GetAccessUrlAsync(id, "local")).Url);
        Assert.NotNull((await client.GetAccessUrlAsync(closed, "local", ["a.b.c"])).Url);
        Assert.NotEmpty((await client.GetAuthorizationsAsync(closed)).PassportAuthIssuers);
        Assert.Equal(2, (await client.GetBulkAuthorizationsAsync([id, closed])).Resolved.Count);
        Assert.Equal(2, (await client.GetBulkObjectsAsync([id, closed], expand: true, ["a.b.c"])).Summary!.Resolved);
        Assert.Equal("local", Assert.Single((await client.GetBulkAccessUrlsAsync([new(id, "local")])).Resolved).DrsAccessId);
        Assert.Equal(2, await client.GetObjectsAsync([id, bundle]).CountAsync(one => one.Value is not null));
        Assert.Equal(1, await client.GetAccessUrlsAsync([new(id, "local")]).CountAsync(one => one.Value is not null));

        Assert.Equal([], ClientMethods.NotCalled(client));
        var checker = OpenApiChecker.Load(Specs.PathOf(Published)) with { AnswersMayHaveNulls = false };
        Assert.Equal([], _seen.SelectMany(seen => checker.Check(Exchange(seen))).Distinct());
    }

    [SpecFact(Proposed)]
    public async Task Registrations_hold_to_the_proposal()
    {
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { Observer = _seen.Enqueue });
        var registrar = new WriteProposalRegistrar(new DrsClientOptions { Endpoint = drs.Url, Passports = ["a.b.c"] });
        var candidate = new DrsCandidate
        {
            Name = "x",
            Size = 4,
            Digests = [Digest.Of("ACGT"u8, DigestAlgorithm.Sha256)],
            Urls = ["s3://bucket/x", "http://127.0.0.1/x"],
            MimeType = "text/plain",
            Description = "d",
            Version = "1",
            Aliases = ["a"],
        };

        await registrar.RegisterAsync(candidate);
        await registrar.RegisterAsync(candidate);

        Assert.Contains(_seen, seen => seen.Status == 201);
        var checker = OpenApiChecker.Load(Specs.PathOf(Proposed)) with { AnswersMayHaveNulls = false };
        Assert.Equal([], _seen.SelectMany(seen => checker.Check(Exchange(seen))).Distinct());
    }

    [SpecFact(Published)]
    public void Every_field_of_the_published_API_is_understood()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Published));
        var missing = new List<string>();
        Compare(document, document.Answer("GET", "/objects/{object_id}"), typeof(DrsObject), missing);
        Compare(document, document.Answer("GET", "/objects/{object_id}/access/{access_id}"), typeof(DrsAccessUrl), missing);
        Compare(document, document.Answer("OPTIONS", "/objects/{object_id}"), typeof(DrsAuthorizations), missing);
        Compare(document, document.Answer("GET", "/service-info"), typeof(DrsServiceInfo), missing);
        Compare(document, document.Answer("POST", "/objects"), typeof(BulkAnswer<DrsObject>), missing);
        Compare(document, document.Answer("POST", "/objects/access"), typeof(BulkAnswer<DrsBulkAccessUrl>), missing);

        Assert.Equal([], missing.Distinct());
    }

    private static void Compare(OpenApiDocument document, System.Text.Json.Nodes.JsonNode schema, Type type, List<string> missing, int depth = 0)
    {
        var mine = DrsJson.Default.GetTypeInfo(type);
        if (mine is not { Kind: JsonTypeInfoKind.Object } || depth > 6)
        {
            return;
        }

        foreach (var (name, declared) in document.Fields(schema))
        {
            var property = mine.Properties.FirstOrDefault(one => one.Name == name);
            if (property is null)
            {
                missing.Add($"{type.Name}: {name}");
                continue;
            }

            var inner = document.Resolve(declared);
            var item = inner["items"] is { } items ? document.Resolve(items) : inner;
            var itemType = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            Compare(document, item, itemType, missing, depth + 1);
        }
    }

    private static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path[Root.Length..],
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };
}
