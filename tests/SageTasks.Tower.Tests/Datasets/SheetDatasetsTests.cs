using System.Net;
using System.Text;
using SageTasks.Http;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Datasets;

public sealed class SheetDatasetsTests : IDisposable
{
    private readonly StubTower _tower = new();
    private readonly List<(string FileName, string Body)> _versions = [];
    private readonly List<string> _datasets = [];
    private Func<HttpResponseMessage?> _lose = () => null;

    public SheetDatasetsTests() => _tower
        .On("GET", "/datasets", request => StubTower.Json(
            $$"""{"datasets":[{{string.Join(',', _datasets.Where(name => name.Contains(request.Query["search"] ?? "", StringComparison.Ordinal)).Select(Row))}}],"totalSize":{{_datasets.Count}} }"""))
        .On("POST", "/datasets", request =>
        {
            var name = (string)request.Json["name"]!;
            if (_datasets.Contains(name))
            {
                return StubTower.Json("""{"message":"Dataset name already in use"}""", HttpStatusCode.Conflict);
            }

            _datasets.Add(name);
            return _lose() ?? StubTower.Json($$"""{"dataset":{{Row(name)}} }""");
        })
        .On("GET", "/datasets/d0/versions", _ => StubTower.Json($$"""{"versions":[{{string.Join(',', _versions.Select((_, index) => Version(index)))}}]}"""))
        .On("POST", "/datasets/d0/upload", request =>
        {
            var name = request.Body.Split("filename=\"")[1].Split('"')[0];
            _versions.Add((name, request.Body));
            return _lose() ?? StubTower.Json($$"""{"version":{{Version(_versions.Count - 1)}} }""");
        });

    private SheetDatasets Sheets => field ??= new SheetDatasets(_tower.Client());

    private static SheetUpload Upload(string content = "sample,fastq_1\na,b\n") => new() { Dataset = "cohort", Content = Encoding.UTF8.GetBytes(content) };

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task The_first_sheet_makes_the_dataset_and_the_same_sheet_makes_nothing()
    {
        var first = await Sheets.PutAsync(Upload());
        var second = await Sheets.PutAsync(Upload());

        Assert.True(first.Uploaded);
        Assert.False(second.Uploaded);
        Assert.Equal(first with { Uploaded = false }, second);
        Assert.Equal("https://tower/d0/v/1", first.Url);
        Assert.Equal($"samplesheet.sha256-{first.Sha256[..32]}.csv", first.FileName);
        Assert.Equal($"sha256:{first.Sha256}", first.ToIdentity().ToString());
        Assert.Single(_versions);
    }

    [Fact]
    public async Task The_file_goes_up_as_the_part_and_type_that_the_server_wants()
    {
        await Sheets.PutAsync(Upload());

        var sent = Assert.Single(_tower.Sent("POST", "/datasets/d0/upload"));
        Assert.Equal("true", sent.Query["header"]);
        Assert.Equal("7", sent.Query["workspaceId"]);
        Assert.Contains("Content-Type: text/csv", sent.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"file\"; filename=\"samplesheet.sha256-", sent.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("filename*", sent.Body, StringComparison.Ordinal);
        Assert.Contains("sample,fastq_1\na,b\n", sent.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_content_is_a_new_version_and_content_that_was_there_before_is_found_again()
    {
        var a = await Sheets.PutAsync(Upload("x\n1\n"));
        var b = await Sheets.PutAsync(Upload("x\n2\n"));
        var again = await Sheets.PutAsync(Upload("x\n1\n"));

        Assert.Equal([1, 2, 1], [a.Version, b.Version, again.Version]);
        Assert.Equal(2, _versions.Count);
        // Defect of tw: to overwrite, it deletes the dataset with all its versions and makes another one.
        Assert.DoesNotContain(_tower.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task Replies_that_were_lost_are_looked_for_and_nothing_is_made_twice()
    {
        _lose = () => StubTower.Json("", HttpStatusCode.BadGateway);

        var sheet = await Sheets.PutAsync(Upload());

        Assert.Equal(1, sheet.Version);
        Assert.True(sheet.Uploaded);
        Assert.Single(_datasets);
        Assert.Single(_versions);
    }

    [Fact]
    public async Task A_dataset_that_somebody_else_makes_meanwhile_is_used()
    {
        var looks = 0;
        _tower.On("GET", "/datasets", _ => StubTower.Json(++looks == 1 ? """{"datasets":[],"totalSize":0}""" : $$"""{"datasets":[{{Row("cohort")}}],"totalSize":1}"""));
        _datasets.Add("cohort");

        Assert.Equal("d0", (await Sheets.PutAsync(Upload())).DatasetId);
    }

    [Fact]
    public async Task A_dataset_whose_name_only_begins_alike_is_not_taken()
    {
        _datasets.Add("cohort-2");

        await Sheets.PutAsync(Upload());

        Assert.Equal(["cohort-2", "cohort"], _datasets);
    }

    [Fact]
    public async Task A_sheet_that_a_person_uploaded_under_another_name_is_recognised_by_its_content()
    {
        await Sheets.PutAsync(Upload());
        _versions[0] = ("by-hand.csv", _versions[0].Body);
        _tower.On("GET", "/datasets/d0/v/1/n/by-hand.csv", _ => new HttpResponseMessage { Content = new StringContent("sample,fastq_1\na,b\n") });

        Assert.False((await Sheets.PutAsync(Upload())).Uploaded);
        Assert.Single(_versions);
    }

    [Theory]
    [InlineData("samples.xlsx", 10, ".csv or .tsv")]
    [InlineData("a/b.csv", 10, "bare file name")]
    [InlineData("samples.csv", 0, "empty")]
    [InlineData("samples.csv", 10_000_001, "10 MB")]
    public async Task What_Tower_would_refuse_is_refused_before_anything_is_sent(string fileName, int size, string reason)
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Sheets.PutAsync(Upload() with { FileName = fileName, Content = new byte[size] }));

        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
        Assert.Empty(_tower.Requests);
    }

    [Fact]
    public async Task A_full_dataset_and_one_of_another_format_are_refused_before_the_upload()
    {
        _datasets.Add("cohort");
        _versions.AddRange(Enumerable.Range(0, 100).Select(number => ($"old.sha256-{number:d32}.csv", "")));

        Assert.Contains("100 versions", (await Assert.ThrowsAsync<ArgumentException>(() => Sheets.PutAsync(Upload()))).Message, StringComparison.Ordinal);
        Assert.Contains("text/csv", (await Assert.ThrowsAsync<ArgumentException>(() => Sheets.PutAsync(Upload() with { FileName = "s.tsv" }))).Message, StringComparison.Ordinal);
        Assert.Empty(_tower.Sent("POST", "/datasets/d0/upload"));
    }

    [Fact]
    public async Task A_refused_upload_is_an_error_and_no_loop()
    {
        _tower.On("POST", "/datasets/d0/upload", HttpStatusCode.BadRequest, """{"message":"Unsupported media type"}""");

        await Assert.ThrowsAsync<InvalidRequestException>(() => Sheets.PutAsync(Upload()));
        Assert.Single(_tower.Sent("POST", "/datasets/d0/upload"));
    }

    private string Row(string name) =>
        $$"""{"id":"{{(name == "cohort" ? "d0" : "d9")}}","name":"{{name}}","mediaType":{{(_versions.Count > 0 ? "\"text/csv\"" : "null")}},"version":{{_versions.Count}},"workspaceId":7}""";

    private string Version(int index) =>
        $$"""{"datasetId":"d0","version":{{index + 1}},"fileName":"{{_versions[index].FileName}}","mediaType":"text/csv","hasHeader":true,"url":"https://tower/d0/v/{{index + 1}}","disabled":false}""";
}
