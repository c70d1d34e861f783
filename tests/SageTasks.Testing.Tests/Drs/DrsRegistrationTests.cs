using System.Net;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The ways in which real servers take in new objects.</summary>
public sealed class DrsRegistrationTests
{
    private const string Md5 = "f1f8f4bf413b16ad135722aa4591043e";
    private const string Record = $$"""{"form":"object","size":4,"file_name":"reads.txt","hashes":{"md5":"{{Md5}}"},"urls":["s3://bucket/reads.txt"],"authz":["/open"]""";

    [Fact]
    public async Task Indexd_makes_a_record_each_time_and_refuses_a_taken_did()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd });
        var first = await session.PostAsync("index/", Record + "}");
        var second = await session.PostAsync("index/index/", Record + "}");
        var did = first.GetProperty("did").GetString()!;

        Assert.NotEqual(did, second.GetProperty("did").GetString());
        var error = await session.PostAsync("index/", $$"""{{Record}},"did":"{{did}}"}""", HttpStatusCode.Conflict);
        Assert.Contains("already exists", error.GetProperty("error").GetString(), StringComparison.Ordinal);
        var records = await session.GetAsync($"index/?hash=md5:{Md5}&size=4");
        Assert.Equal(2, records.GetProperty("records").GetArrayLength());
        Assert.Equal(0, (await session.GetAsync($"index/?hash=md5:{Md5}&size=5")).GetProperty("records").GetArrayLength());
        var stored = await session.GetAsync($"index/{did}");
        Assert.Equal(Md5, stored.GetProperty("hashes").GetProperty("md5").GetString());
        Assert.Equal("/open", stored.GetProperty("authz")[0].GetString());
        var drs = await session.GetAsync(DrsSession.Object(did));
        Assert.Equal("s3://bucket/reads.txt", drs.GetProperty("access_methods")[0].GetProperty("access_url").GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("""{"size":4,"hashes":{"md5":"f1f8f4bf413b16ad135722aa4591043e"},"urls":[]}""", "form")]
    [InlineData("""{"form":"object","size":4,"hashes":{},"urls":[]}""", "enough properties")]
    [InlineData("""{"form":"object","size":4,"hashes":{"md5":"xyz"},"urls":[]}""", "md5")]
    [InlineData("""{"form":"object","size":4,"hashes":{"md5":"f1f8f4bf413b16ad135722aa4591043e"},"urls":[],"other":1}""", "other")]
    [InlineData("""{"form":"object","size":4,"hashes":{"md5":"f1f8f4bf413b16ad135722aa4591043e"},"urls":[],"did":"x"}""", "did")]
    public async Task Indexd_refuses_what_its_schema_does_not_have(string body, string word)
    {
        await using var session = await DrsSession.StartAsync();

        var error = await session.PostAsync("index/", body, HttpStatusCode.BadRequest);

        Assert.Contains(word, error.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indexd_changes_and_deletes_under_the_revision()
    {
        await using var session = await DrsSession.StartAsync();
        var made = await session.PostAsync("index/", Record + "}");
        var (did, rev) = (made.GetProperty("did").GetString(), made.GetProperty("rev").GetString());

        await session.SendAsync(HttpMethod.Put, $"index/{did}?rev=0", """{"urls":["s3://other/x"]}""", HttpStatusCode.Conflict);
        var changed = await session.SendAsync(HttpMethod.Put, $"index/{did}?rev={rev}", """{"urls":["s3://other/x"]}""");
        Assert.Equal("s3://other/x", (await session.GetAsync($"index/{did}")).GetProperty("urls")[0].GetString());
        await session.SendAsync(HttpMethod.Delete, $"index/{did}?rev={rev}", null, HttpStatusCode.Conflict);
        await session.SendAsync(HttpMethod.Delete, $"index/{did}?rev={changed.GetProperty("rev").GetString()}", null);
        await session.GetAsync($"index/{did}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Indexd_bundles_records()
    {
        await using var session = await DrsSession.StartAsync();
        var did = (await session.PostAsync("index/", Record + "}")).GetProperty("did").GetString();

        var bundle = await session.PostAsync("bundle/", $$"""{"name":"b1","bundles":["{{did}}"]}""");

        Assert.Contains(did!, bundle.GetProperty("contents").GetString(), StringComparison.Ordinal);
        var id = bundle.GetProperty("bundle_id").GetString()!;
        Assert.Equal("reads.txt", (await session.GetAsync(DrsSession.Object(id))).GetProperty("contents")[0].GetProperty("name").GetString());
        await session.PostAsync("bundle/", """{"name":"b2","bundles":["nothing"]}""", HttpStatusCode.BadRequest);
        await session.SendAsync(HttpMethod.Delete, $"bundle/{id}", null);
        await session.GetAsync($"bundle/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Drs_filer_answers_a_bare_id_and_puts_under_a_chosen_one()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.DrsFiler });
        const string Object = $$"""{"size":4,"created_time":"2026-01-01T00:00:00Z","name":"x","checksums":[{"type":"md5","checksum":"{{Md5}}"}],"access_methods":[{"type":"s3","access_url":{"url":"s3://b/x"} }]}""";

        var id = (await session.PostAsync($"{DrsSession.Root}objects", Object)).GetString()!;
        Assert.Equal("chosen", (await session.SendAsync(HttpMethod.Put, DrsSession.Object("chosen"), Object)).GetString());
        Assert.Equal("chosen", (await session.SendAsync(HttpMethod.Put, DrsSession.Object("chosen"), Object)).GetString());

        Assert.Equal(2, session.Drs.Journal.OfKind("object.registered").Count);
        Assert.Equal(4, (await session.GetAsync(DrsSession.Object(id))).GetProperty("size").GetInt64());
        Assert.Equal(id, (await session.SendAsync(HttpMethod.Delete, DrsSession.Object(id), null)).GetString());
        await session.PostAsync($"{DrsSession.Root}objects", """{"size":4}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_starter_kit_takes_chosen_ids_once()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.StarterKit });
        const string Path = "admin/ga4gh/drs/v1/objects";
        const string Object = $$"""{"id":"one","name":"x","size":4,"created_time":"2021-04-16T09:00:00Z","is_bundle":false,"checksums":[{"type":"md5","checksum":"{{Md5}}"}],"aws_s3_access_objects":[{"region":"us-east-1","bucket":"b","key":"/x"}]}""";

        Assert.Equal("one", (await session.PostAsync(Path, Object)).GetProperty("id").GetString());
        await session.PostAsync(Path, Object, HttpStatusCode.Conflict);
        await session.SendAsync(HttpMethod.Put, $"{Path}/one", Object.Replace("\"x\"", "\"y\"", StringComparison.Ordinal));

        Assert.Equal("y", (await session.GetAsync(DrsSession.Object("one"))).GetProperty("name").GetString());
        Assert.Equal("us-east-1", (await session.GetAsync($"{Path}/one")).GetProperty("aws_s3_access_objects")[0].GetProperty("region").GetString());
        await session.SendAsync(HttpMethod.Delete, $"{Path}/one", null);
        await session.GetAsync($"{Path}/one", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_registered_or_deleted_together_survives_a_crash_together_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalDrsOptions { StateFolder = folder.Path };
        var candidates = string.Join(',', Enumerable.Range(0, 3).Select(n => $$"""{"name":"{{n}}","size":4,"checksums":[{"type":"md5","checksum":"{{Md5}}"}]}"""));
        await using (var session = await DrsSession.StartAsync(options))
        {
            await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{candidates}}]}""", HttpStatusCode.Created);
        }

        LoseLastCommit(folder);
        await using (var session = await DrsSession.StartAsync(options))
        {
            Assert.Empty(session.Drs.Journal.Entries);
            await session.GetAsync($"{DrsSession.Root}objects/checksum/{Md5}", HttpStatusCode.NotFound);
            var made = await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{candidates}}]}""", HttpStatusCode.Created);
            var ids = made.GetProperty("objects").EnumerateArray().Select(one => $"\"{one.GetProperty("id").GetString()}\"").ToList();
            await session.SendAsync(HttpMethod.Put, $"{DrsSession.Root}objects/delete", $$"""{"bulk_object_ids":[{{ids[0]}},"nothing"]}""", HttpStatusCode.NotFound);
            Assert.Equal(3, session.Drs.Journal.Count);
            await session.SendAsync(HttpMethod.Put, $"{DrsSession.Root}objects/delete", $$"""{"bulk_object_ids":[{{ids[0]}},{{ids[1]}}]}""", HttpStatusCode.NoContent);
        }

        LoseLastCommit(folder);
        await using var last = await DrsSession.StartAsync(options);
        Assert.Equal(3, (await last.GetAsync($"{DrsSession.Root}objects/checksum/{Md5}")).GetProperty("resolved_drs_object").GetArrayLength());
        Assert.Equal(3, last.Drs.Journal.Count);
    }

    [Fact]
    public async Task The_write_proposal_registers_all_or_none_and_finds_by_checksum()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "reads.txt");
        await File.WriteAllTextAsync(file, "ACGT");
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { FileFolders = [folder.Path] });
        var candidate = $$"""{"name":"reads.txt","size":4,"checksums":[{"type":"md5","checksum":"{{Md5}}"}],"access_methods":[{"type":"file","access_url":{"url":"{{new Uri(file)}}"} }]}""";

        await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{candidate}},{"size":1}]}""", HttpStatusCode.BadRequest);
        Assert.Empty(session.Drs.Journal.Entries);
        var made = await session.PostAsync($"{DrsSession.Root}objects/register", $$"""{"candidates":[{{candidate}}]}""", HttpStatusCode.Created);

        var id = made.GetProperty("objects")[0].GetProperty("id").GetString()!;
        var found = await session.GetAsync($"{DrsSession.Root}objects/checksum/{Md5}");
        Assert.Equal(id, found.GetProperty("resolved_drs_object")[0].GetProperty("id").GetString());
        using var bytes = await session.ReadAsync(await session.UrlAsync(id));
        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(id, "/checksums"), """{"checksums":[{"type":"sha-1","checksum":"ab"}]}""");
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(id, "/access-methods"), """{"access_methods":[{"type":"s3","access_url":{"url":"s3://b/x"}}]}""");
        Assert.Equal("s3", Assert.Single((await session.GetAsync(DrsSession.Object(id))).GetProperty("access_methods").EnumerateArray()).GetProperty("type").GetString());
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(id, "/delete"), """{"delete_storage_data":true}""", HttpStatusCode.BadRequest);
        await session.SendAsync(HttpMethod.Put, DrsSession.Object(id, "/delete"), "{}", HttpStatusCode.NoContent);
        await session.GetAsync($"{DrsSession.Root}objects/checksum/{Md5}", HttpStatusCode.NotFound);
    }

    private static void LoseLastCommit(TemporaryFolder folder)
    {
        using var state = File.OpenWrite(Path.Combine(folder.Path, "state.jsonl"));
        state.SetLength(state.Length - 2);
    }
}
