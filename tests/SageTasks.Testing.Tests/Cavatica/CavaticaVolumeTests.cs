using System.Net;

namespace SageTasks.Testing.Tests;

/// <summary>Volumes, imports and exports, and what else is behind jobs.</summary>
public sealed class CavaticaVolumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cavatica-volume-").FullName;

    [Fact]
    public async Task A_volume_is_made_listed_and_changed()
    {
        await using var session = await CavaticaSession.StartAsync();
        var made = await session.SendAsync(
            "POST", "storage/volumes", """{"name":"mine","access_mode":"RO","service":{"type":"s3","bucket":"b","credentials":{"secret_access_key":"hush"}}}""", HttpStatusCode.Created);
        var changed = await session.SendAsync("PATCH", "storage/volumes/sage/mine", """{"access_mode":"RW","description":"d"}""");

        Assert.Equal("sage/mine", made.GetProperty("id").GetString());
        Assert.DoesNotContain("hush", made.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("RW", "d"), (changed.GetProperty("access_mode").GetString(), changed.GetProperty("description").GetString()));
        Assert.Equal(["mine"], CavaticaSession.Names(await session.GetAsync("storage/volumes")));
        Assert.Single((await session.GetAsync("storage/volumes/sage/mine/members")).GetProperty("items").EnumerateArray());
        Assert.Equal(9014, await session.CodeAsync("POST", "storage/volumes", """{"name":"a-b"}""", HttpStatusCode.BadRequest));
        Assert.Equal(9015, await session.CodeAsync("POST", "storage/volumes", """{"name":"v"}""", HttpStatusCode.BadRequest));
        Assert.Equal(9016, await session.CodeAsync("POST", "storage/volumes", """{"name":"v","access_mode":"RO"}""", HttpStatusCode.BadRequest));
        Assert.Equal(9017, await session.CodeAsync("POST", "storage/volumes", """{"name":"v","access_mode":"RO","service":{"type":"ftp"}}""", HttpStatusCode.BadRequest));
        Assert.Equal(9010, await session.CodeAsync("POST", "storage/volumes", """{"name":"mine","access_mode":"RO","service":{"type":"s3","bucket":"b"}}""", HttpStatusCode.Conflict));
        await session.SendAsync("DELETE", "storage/volumes/sage/mine", "{}", HttpStatusCode.NoContent);
        Assert.Equal(9007, await session.CodeAsync("GET", "storage/volumes/sage/mine", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_volumes_content_is_listed_by_prefixes_and_continuation()
    {
        await using var session = await CavaticaSession.StartAsync();
        var volume = Volume(session, ["a/1.txt", "a/2.txt", "a/b/3.txt", "c.txt"]);
        var top = await session.GetAsync($"storage/volumes/{volume}/list");
        var first = await session.GetAsync($"storage/volumes/{volume}/list?prefix=a/&limit=1");
        var rest = await session.GetAsync(first.GetProperty("links")[0].GetProperty("next").GetString()!.Replace("limit=1", "limit=9", StringComparison.Ordinal));

        Assert.Equal(["c.txt"], CavaticaSession.Names(top, "location"));
        Assert.Equal("a/", top.GetProperty("prefixes")[0].GetProperty("prefix").GetString());
        Assert.Equal(["a/1.txt"], CavaticaSession.Names(first, "location"));
        Assert.Equal(["a/2.txt"], CavaticaSession.Names(rest, "location"));
        Assert.Equal("a/b/", rest.GetProperty("prefixes")[0].GetProperty("prefix").GetString());
        Assert.Equal(7, (await session.GetAsync($"storage/volumes/{volume}/object?location=a/1.txt")).GetProperty("metadata").GetProperty("size").GetInt32());
        Assert.Equal(9105, await session.CodeAsync("GET", $"storage/volumes/{volume}/object?location=../x", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task An_import_is_pending_first_and_makes_an_alias()
    {
        await using var session = await CavaticaSession.StartAsync();
        var volume = Volume(session, ["a/1.txt"]);
        var begun = await session.SendAsync("POST", "storage/imports", Import(volume, "a/1.txt"), HttpStatusCode.Created);
        var done = await session.JobAsync($"storage/imports/{begun.GetProperty("id").GetString()}");
        var again = await session.JobAsync($"storage/imports/{(await session.SendAsync("POST", "storage/imports", Import(volume, "a/1.txt"), HttpStatusCode.Created)).GetProperty("id").GetString()}");
        var missing = await session.JobAsync($"storage/imports/{(await session.SendAsync("POST", "storage/imports", Import(volume, "nowhere"), HttpStatusCode.Created)).GetProperty("id").GetString()}");

        Assert.Equal("PENDING", begun.GetProperty("state").GetString());
        Assert.Equal("COMPLETED", done.GetProperty("state").GetString());
        var file = await session.GetAsync($"files/{done.GetProperty("result").GetProperty("id").GetString()}");
        Assert.Equal($$"""{"type":"VOLUME","volume":"{{volume}}","location":"a/1.txt"}""", file.GetProperty("storage").GetRawText());
        using var read = await session.Http.GetAsync(new Uri((await session.GetAsync($"files/{file.GetProperty("id").GetString()}/download_info")).GetProperty("url").GetString()!));
        Assert.Equal("a/1.txt", await read.Content.ReadAsStringAsync());
        Assert.Equal(("FAILED", 9108), (again.GetProperty("state").GetString(), again.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Equal(9105, missing.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(2, (await session.GetAsync($"storage/imports?project=sage/study&volume={volume}&state=FAILED")).GetProperty("items").GetArrayLength());
        Assert.Equal(9007, await session.CodeAsync("POST", "storage/imports", Import("sage/none", "x"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_folder_is_imported_with_its_structure_and_many_at_once()
    {
        await using var session = await CavaticaSession.StartAsync();
        var volume = Volume(session, ["a/1.txt", "a/b/2.txt"]);
        var bulk = await session.PostAsync("bulk/storage/imports/create", $$$"""{"items":[{{{Import(volume, "a/")}}},{"source":{}}]}""");
        var id = bulk.GetProperty("items")[0].GetProperty("resource").GetProperty("id").GetString();
        var folder = (await session.JobAsync($"storage/imports/{id}")).GetProperty("result");
        var got = await session.PostAsync("bulk/storage/imports/get", $$"""{"import_ids":["{{id}}"]}""");

        Assert.Equal(["1.txt", "b"], CavaticaSession.Names(await session.GetAsync($"files?parent={folder.GetProperty("id").GetString()}")));
        Assert.True(bulk.GetProperty("items")[1].TryGetProperty("error", out _));
        Assert.Equal("COMPLETED", got.GetProperty("items")[0].GetProperty("resource").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("", "VOLUME")]
    [InlineData("?copy_only=True", "PLATFORM")]
    public async Task An_export_makes_the_file_an_alias_unless_it_only_copies(string query, string storage)
    {
        await using var session = await CavaticaSession.StartAsync();
        var (volume, file) = (Volume(session, []), session.Cavatica.AddFile(session.Project, "a.txt", "alpha"u8.ToArray()));
        var begun = await session.SendAsync("POST", $"storage/exports{query}", Export(file, volume, "out/a.txt"), HttpStatusCode.Created);
        var done = await session.JobAsync($"storage/exports/{begun.GetProperty("id").GetString()}");

        Assert.Equal("PENDING", begun.GetProperty("state").GetString());
        Assert.Equal("COMPLETED", done.GetProperty("state").GetString());
        Assert.Equal("alpha", await File.ReadAllTextAsync(Path.Combine(_folder, "out/a.txt")));
        Assert.Equal(storage, (await session.GetAsync($"files/{file}")).GetProperty("storage").GetProperty("type").GetString());
        Assert.Single((await session.GetAsync($"storage/exports?volume={volume}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused()
    {
        await using var session = await CavaticaSession.StartAsync();
        var (volume, file) = (Volume(session, ["there.txt"]), session.Cavatica.AddFile(session.Project, "a.txt", "alpha"u8.ToArray()));
        var readOnly = session.Cavatica.AddVolume("ro", _folder, isWritable: false);
        var google = session.Cavatica.AddVolume("g", _folder, service: "gcs");
        var bulk = await session.PostAsync("bulk/storage/exports/create", $$"""{"items":[{{Export(file, volume, "there.txt")}}]}""");
        var taken = await session.JobAsync($"storage/exports/{bulk.GetProperty("items")[0].GetProperty("resource").GetProperty("id").GetString()}");
        var imported = await session.SendAsync("POST", "storage/imports", Import(volume, "there.txt"), HttpStatusCode.Created);
        var alias = (await session.JobAsync($"storage/imports/{imported.GetProperty("id").GetString()}")).GetProperty("result").GetProperty("id").GetString()!;

        Assert.Equal(9107, taken.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(9026, await session.CodeAsync("POST", "storage/exports", Export(file, readOnly, "x"), HttpStatusCode.BadRequest));
        Assert.Equal(9027, await session.CodeAsync("POST", "storage/exports", Export(file, google, "x"), HttpStatusCode.BadRequest));
        Assert.Equal(9006, await session.CodeAsync("POST", "storage/exports", Export(alias, volume, "x"), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Objects_of_other_servers_are_imported_by_their_drs_addresses()
    {
        await using var session = await CavaticaSession.StartAsync();
        await using var drs = await LocalDrs.StartAsync();
        var reads = drs.Add(new LocalDrsObject { Name = "reads.txt" }, "ACGT"u8.ToArray());
        var uri = $"drs://{drs.Url.Authority}/{Uri.EscapeDataString(reads)}";
        var body = $$$"""{"items":[{"drs_uri":"{{{uri}}}","project":"sage/study","metadata":{"sample_id":"s1"}},{"drs_uri":"drs://{{{drs.Url.Authority}}}/none","project":"sage/study"}],"tags":["drs"]}""";
        var begun = await session.SendAsync("POST", "bulk/drs/imports/create", body, HttpStatusCode.Created);
        var done = await session.JobAsync($"bulk/drs/imports/{begun.GetProperty("id").GetString()}");
        var again = await session.SendAsync("POST", "bulk/drs/imports/create", body, HttpStatusCode.Created);
        var skipped = await session.JobAsync($"bulk/drs/imports/{again.GetProperty("id").GetString()}");
        var id = done.GetProperty("result")[0].GetProperty("resource").GetProperty("id").GetString();
        var file = await session.GetAsync($"files/{id}");

        Assert.Equal("SUBMITTED", begun.GetProperty("state").GetString());
        Assert.Equal(("reads.txt", 4), (file.GetProperty("name").GetString(), file.GetProperty("size").GetInt32()));
        Assert.Equal("""["drs"]""", file.GetProperty("tags").GetRawText());
        Assert.Equal("""{"sample_id":"s1"}""", file.GetProperty("metadata").GetRawText());
        Assert.Equal(9105, done.GetProperty("result")[1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(id, skipped.GetProperty("result")[0].GetProperty("resource").GetProperty("id").GetString());
        Assert.Equal(90_000, await session.CodeAsync("POST", "bulk/drs/imports/create", """{"items":[{"drs_uri":"http://x/y","project":"sage/study"}]}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Jobs_that_were_left_are_done_in_the_next_life()
    {
        var state = Directory.CreateTempSubdirectory("cavatica-jobs-").FullName;
        var options = new LocalCavaticaOptions { StateFolder = state, JobTime = TimeSpan.FromHours(1), IsScripted = true };
        string id;
        await using (var session = await CavaticaSession.StartAsync(options))
        {
            await session.DraftAsync();
            id = (await session.SendAsync("POST", "storage/imports", Import(Volume(session, ["x"]), "x"), HttpStatusCode.Created)).GetProperty("id").GetString()!;
            Assert.Equal("PENDING", (await session.GetAsync($"storage/imports/{id}")).GetProperty("state").GetString());
        }

        await using (var session = await CavaticaSession.StartAsync(options with { JobTime = TimeSpan.Zero }))
        {
            Assert.Equal("COMPLETED", (await session.JobAsync($"storage/imports/{id}")).GetProperty("state").GetString());
        }

        Directory.Delete(state, recursive: true);
    }

    [Fact]
    public async Task Markers_are_kept_and_automations_shown()
    {
        await using var session = await CavaticaSession.StartAsync();
        var file = session.Cavatica.AddFile(session.Project, "a.bam", default);
        var automation = session.Cavatica.AddAutomation("nightly", "FINISHED", "RUNNING");
        var marker = await session.SendAsync(
            "POST", "genome/markers", $$$"""{"file":"{{{file}}}","name":"m","chromosome":"chr1","position":{"start":1,"end":9},"private":true}""", HttpStatusCode.Created);
        var id = marker.GetProperty("id").GetString();
        var changed = await session.SendAsync("PATCH", $"genome/markers/{id}", """{"position":{"end":12}}""");

        Assert.Equal("""{"start":1,"end":12}""", changed.GetProperty("position").GetRawText());
        Assert.Equal(["m"], CavaticaSession.Names(await session.GetAsync($"genome/markers?file={file}")));
        Assert.Equal("chr1", (await session.GetAsync($"genome/markers/{id}")).GetProperty("chromosome").GetString());
        await session.SendAsync("DELETE", $"genome/markers/{id}", "{}", HttpStatusCode.NoContent);
        Assert.Equal(["nightly"], CavaticaSession.Names(await session.GetAsync("automation/automations?name=nightly")));
        Assert.Equal("nightly", (await session.GetAsync($"automation/automations/{automation}")).GetProperty("name").GetString());
        Assert.Single((await session.GetAsync($"automation/automations/{automation}/packages")).GetProperty("items").EnumerateArray());
        Assert.Single((await session.GetAsync($"automation/automations/{automation}/members")).GetProperty("items").EnumerateArray());
        var runs = await session.GetAsync($"automation/runs?automation_id={automation}&status=running");
        var run = runs.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal("RUNNING", (await session.GetAsync($"automation/runs/{run}/state")).GetProperty("status").GetString());
        Assert.Equal(run, (await session.GetAsync($"automation/runs/{run}")).GetProperty("id").GetString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_bucket_that_a_client_attaches_is_a_folder_and_a_prefix_one_below()
    {
        await using var session = await CavaticaSession.StartAsync();
        var bucket = session.Cavatica.BucketFolder("reads");
        Directory.CreateDirectory(Path.Combine(bucket, "in"));
        await File.WriteAllTextAsync(Path.Combine(bucket, "in", "a.txt"), "a");

        await session.SendAsync("POST", "storage/volumes", Attached("whole", ""), HttpStatusCode.Created);
        await session.SendAsync("POST", "storage/volumes", Attached("part", "in/"), HttpStatusCode.Created);

        Assert.Equal(["in/"], (await session.GetAsync("storage/volumes/sage/whole/list")).GetProperty("prefixes").EnumerateArray().Select(one => one.GetProperty("prefix").GetString()));
        Assert.Equal(["a.txt"], CavaticaSession.Names(await session.GetAsync("storage/volumes/sage/part/list"), "location"));
        Assert.Equal(9017, await session.CodeAsync("POST", "storage/volumes", Attached("out", "../.."), HttpStatusCode.BadRequest));
        Assert.Throws<ArgumentException>(() => session.Cavatica.BucketFolder("../reads"));

        await File.WriteAllTextAsync(Path.Combine(session.Cavatica.BucketFolder("lab.reads"), "b.txt"), "b");
        await session.SendAsync("POST", "storage/volumes", Azure(""","storage_account":"lab","container":"reads" """), HttpStatusCode.Created);
        Assert.Equal(["b.txt"], CavaticaSession.Names(await session.GetAsync("storage/volumes/sage/blobs/list"), "location"));
        Assert.Equal(9017, await session.CodeAsync("POST", "storage/volumes", Azure(""","bucket":"reads" """), HttpStatusCode.BadRequest));

        static string Azure(string place) => $$$"""{"name":"blobs","access_mode":"RO","service":{"type":"azure"{{{place}}}} }""";

        static string Attached(string name, string prefix) => $$$"""{"name":"{{{name}}}","access_mode":"RO","service":{"type":"s3","bucket":"reads","prefix":"{{{prefix}}}"} }""";
    }

    private string Volume(CavaticaSession session, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), file);
        }

        return session.Cavatica.AddVolume("vol", _folder);
    }

    private static string Import(string volume, string location) =>
        $$$"""{"source":{"volume":"{{{volume}}}","location":"{{{location}}}"},"destination":{"project":"sage/study"},"overwrite":false}""";

    private static string Export(string file, string volume, string location) =>
        $$$"""{"source":{"file":"{{{file}}}"},"destination":{"volume":"{{{volume}}}","location":"{{{location}}}"},"properties":{"sse_algorithm":"AES256"}}""";
}
