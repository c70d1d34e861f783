using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>The ways in which real servers differ from the specification.</summary>
public sealed class DrsPersonalityTests
{
    [Fact]
    public async Task Indexd_has_prefixes_no_created_time_and_an_access_id_beside_the_url()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd });
        var id = session.Add("ACGT");
        var bundle = session.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "reads", Id = id }] });

        var found = await session.GetAsync(DrsSession.Object(id));

        Assert.StartsWith("dg.LOCAL/", id, StringComparison.Ordinal);
        Assert.Equal($"drs://{id.Replace('/', ':')}", found.GetProperty("self_uri").GetString());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("created_time").ValueKind);
        Assert.DoesNotContain("Z", found.GetProperty("index_created_time").GetString(), StringComparison.Ordinal);
        Assert.Contains("sha256", found.GetProperty("checksums").EnumerateArray().Select(sum => sum.GetProperty("type").GetString()));
        var method = Assert.Single(found.GetProperty("access_methods").EnumerateArray());
        Assert.Equal(("s3", "s3", ""), (method.GetProperty("type").GetString(), method.GetProperty("access_id").GetString(), method.GetProperty("region").GetString()));
        Assert.StartsWith("s3://", method.GetProperty("access_url").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("http", (await session.UrlAsync(id)).AbsoluteUri, StringComparison.Ordinal);
        var contents = (await session.GetAsync(DrsSession.Object(bundle))).GetProperty("contents")[0];
        Assert.Equal(JsonValueKind.String, contents.GetProperty("drs_uri").ValueKind);
        Assert.Equal("", (await session.GetAsync(DrsSession.Object(bundle))).GetProperty("created_time").GetString());
        var many = await session.PostAsync($"{DrsSession.Root}objects", $$"""{"bulk_object_ids":["{{id}}"]}""");
        Assert.Equal(1, many.GetProperty("resolved_drs_objects").GetArrayLength());
        await session.GetAsync($"{DrsSession.Root}objects/{id}");
        await session.GetAsync($"{DrsSession.Root}objects/{id}/access/s3");
        await session.GetAsync(DrsSession.Object(id.Split('/')[1]));
        await session.GetAsync(DrsSession.Object(Uri.EscapeDataString(id)), HttpStatusCode.NotFound);
        await session.SendAsync(HttpMethod.Options, DrsSession.Object(id), null, HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Bare_indexd_signs_nothing()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd with { HasAccess = false } });
        var id = session.Add("ACGT");

        await session.GetAsync(DrsSession.Object(id, "/access/s3"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Synapse_knows_md5_only_and_expands_nothing()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Synapse });
        var id = session.Add("ACGT");
        var bundle = session.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "reads", Id = id }] });

        Assert.Equal("md5", Assert.Single((await session.GetAsync(DrsSession.Object(id))).GetProperty("checksums").EnumerateArray()).GetProperty("type").GetString());
        await session.GetAsync(DrsSession.Object(bundle, "?expand=true"), HttpStatusCode.BadRequest);
        await session.PostAsync($"{DrsSession.Root}objects", """{"bulk_object_ids":[]}""", HttpStatusCode.NotFound);
        await session.PostAsync(DrsSession.Object(id), "{}", HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Cavatica_takes_its_own_header_and_tells_ETags_alone()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Cavatica, RequiresToken = true });
        var id = session.Add("ACGT");
        session.Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {session.Drs.Token}");
        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Unauthorized);

        session.Http.DefaultRequestHeaders.Clear();
        session.Http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", session.Drs.Token);

        await session.GetAsync(DrsSession.Object(id, "/access/aws-us-east-1"));
        var found = await session.GetAsync(DrsSession.Object(id));
        Assert.Equal("etag", Assert.Single(found.GetProperty("checksums").EnumerateArray()).GetProperty("type").GetString());
        var method = Assert.Single(found.GetProperty("access_methods").EnumerateArray());
        Assert.Equal("s3", method.GetProperty("type").GetString());
        Assert.False(method.TryGetProperty("access_url", out _));
    }

    [Fact]
    public async Task Terra_has_an_access_id_beside_a_gs_url()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Terra });
        var id = session.Add("ACGT", new LocalDrsObject { Name = "x", Urls = ["gs://bucket/x"] });

        var method = Assert.Single((await session.GetAsync(DrsSession.Object(id))).GetProperty("access_methods").EnumerateArray());

        Assert.Equal("gs://bucket/x", method.GetProperty("access_url").GetProperty("url").GetString());
        Assert.Equal("gs", method.GetProperty("access_id").GetString());
        using var bytes = await session.ReadAsync(await session.UrlAsync(id));
        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_starter_kit_writes_headers_as_an_object()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.StarterKit });
        var id = session.Add("ACGT", new LocalDrsObject { Name = "x", Access = [DrsAccess.Headers] });

        var url = (await session.GetAsync(DrsSession.Object(id))).GetProperty("access_methods")[0].GetProperty("access_url");

        Assert.StartsWith("Bearer ", url.GetProperty("headers").GetProperty("Authorization").GetString(), StringComparison.Ordinal);
    }
}
