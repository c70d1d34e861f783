using System.Collections.Concurrent;
using System.Net;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>What the local DRS takes in and answers is what the published documents declare, with every field that they require.</summary>
public sealed class DrsSpecificationTests
{
    private const string Published = "ga4gh/drs-1.5.0-bundled.openapi.yaml";
    private const string Proposed = "ga4gh/drs-write-proposal-pr418.openapi.yaml";

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    [SpecFact(Published)]
    public async Task Reading_holds_to_the_published_API()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Observer = _seen.Enqueue, AllowsRegistration = false, MaxBulk = 4, Passports = ["a.b.c"] });
        await ReadAsync(session);

        Assert.Equal([], Violations(Published));
        Assert.Equal(9, _seen.Where(seen => seen.Status is 200).Select(Operation).Distinct().Count());
    }

    [SpecFact(Proposed)]
    public async Task Writing_holds_to_the_proposal()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Observer = _seen.Enqueue });
        const string Candidate = """{"name":"x","size":4,"mime_type":"text/plain","version":"1","description":"d","aliases":["a"],"checksums":[{"type":"md5","checksum":"ab"}],"access_methods":[{"type":"s3","access_url":{"url":"s3://b/x"},"region":"us-east-1"}]}""";
        var made = await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{Candidate}},{{Candidate}}]}""", HttpStatusCode.Created);
        var ids = made.GetProperty("objects").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).ToList();
        await session.GetAsync($"{DrsSession.Root}service-info");
        await session.GetAsync($"{DrsSession.Root}objects/checksum/ab");
        await session.GetAsync($"{DrsSession.Root}objects/checksum/cd", HttpStatusCode.NotFound);
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(ids[0], "/checksums"), """{"checksums":[{"type":"sha-1","checksum":"ab"}]}""");
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(ids[0], "/access-methods"), """{"access_methods":[{"type":"s3","access_url":{"url":"s3://b/y"}}]}""");
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(ids[0], "/delete"), "{}", HttpStatusCode.NoContent);
        await session.SendAsync(HttpMethod.Put, $"{DrsSession.Root}objects/delete", $$"""{"bulk_object_ids":["{{ids[1]}}"]}""", HttpStatusCode.NoContent);

        Assert.Equal([], Violations(Proposed));
    }

    private static async Task ReadAsync(DrsSession session)
    {
        var id = session.Add("ACGT", new LocalDrsObject { Id = "dg.1/a b", Name = "reads.txt", MimeType = "text/plain", Description = "d", Aliases = ["a"], Access = [.. Enum.GetValues<DrsAccess>()], Urls = ["s3://b/x"] });
        var guarded = session.Add("ACGT", new LocalDrsObject { Name = "x", RequiresPassport = true, IsAvailable = false });
        var inner = session.Drs.Add(new LocalDrsObject { Name = "inner", Contents = [new() { Name = "reads", Id = id }, new() { Name = "far", Uri = "drs://dg.2:x" }] });
        var bundle = session.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "in", Id = inner }] });
        var ids = $$"""{"bulk_object_ids":["dg.1/a b","{{guarded}}","nothing"]}""";
        await session.GetAsync($"{DrsSession.Root}service-info");
        await session.GetAsync(DrsSession.Object(id));
        await session.GetAsync(DrsSession.Object(bundle, "?expand=true"));
        await session.GetAsync(DrsSession.Object("nothing"), HttpStatusCode.NotFound);
        await session.GetAsync(DrsSession.Object(guarded), HttpStatusCode.Unauthorized);
        await session.PostAsync(DrsSession.Object(guarded), """{"expand":false,"passports":["a.b.c"]}""");
        await session.PostAsync(DrsSession.Object(guarded, "/access/local"), """{"passports":["a.b.c"]}""");
        await session.SendAsync(HttpMethod.Options, DrsSession.Object(guarded), null);
        await session.SendAsync(HttpMethod.Options, $"{DrsSession.Root}objects", ids);
        await session.PostAsync($"{DrsSession.Root}objects?expand=true", ids);
        await session.PostAsync($"{DrsSession.Root}objects", """{"bulk_object_ids":["a","b","c","d","e"]}""", HttpStatusCode.RequestEntityTooLarge);
        await session.PostAsync($"{DrsSession.Root}objects/access", """{"bulk_object_access_ids":[{"bulk_object_id":"dg.1/a b","bulk_access_ids":["local","local-headers"]}]}""");
        await session.GetAsync(DrsSession.Object(id, "/access/local"));
        await session.GetAsync(DrsSession.Object(id, "/access/local-headers"));
        session.Drs.Restore(id, isHidden: true);
        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Accepted);
    }

    private IEnumerable<string> Violations(string document)
    {
        var checker = OpenApiChecker.Load(Specs.PathOf(document)) with { AnswersMayHaveNulls = false };
        return _seen.SelectMany(seen => checker.Check(new ApiExchange
        {
            Method = seen.Method,
            Path = Below(seen),
            Query = [.. seen.Query.Select(pair => pair.Key)],
            RequestType = seen.RequestType,
            RequestBody = seen.RequestBody,
            Status = seen.Status,
            AnswerType = seen.AnswerType,
            AnswerBody = seen.AnswerBody,
        })).Distinct();
    }

    private static string Operation(ObservedExchange seen) => $"{seen.Method} {Below(seen).Count(letter => letter == '/')} {seen.Path.Contains("access", StringComparison.Ordinal)}";

    private static string Below(ObservedExchange seen) => seen.Path[(DrsSession.Root.Length)..];
}
