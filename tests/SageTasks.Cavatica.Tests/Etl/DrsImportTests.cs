using SageTasks.Cavatica.Tests.Stubs;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>Imports by DRS URI: each item gets the file of its name and no other.</summary>
public sealed class DrsImportTests : IDisposable
{
    private readonly StubCavatica _stub = new();
    private readonly List<string> _files = ["""{"id":"f1","name":"a","type":"file"}"""];

    public DrsImportTests() => _stub.On("GET", "/v2/files", request => StubCavatica.Page(request, _files));

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Objects_are_imported_where_no_file_has_the_name_and_each_has_a_result()
    {
        Finish("""{"resource":{"id":"f2"}},{"error":{"status":404,"message":"no such object"}}""", """{"id":"f2","name":"b","type":"file"}""");

        var results = await ImportAsync("a", "b", "c");

        Assert.Equal(["f1", "f2", null], results.Select(result => result.FileId));
        Assert.Equal([false, true, false], results.Select(result => result.IsNew));
        Assert.Equal([null, null, "no such object"], results.Select(result => result.Error));
        Assert.Equal(2, Assert.Single(_stub.Requests, request => request.Method == "POST").Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Results_in_another_order_are_paired_by_the_files_names()
    {
        Finish(
            """{"resource":{"id":"f3"}},{"resource":{"id":"f2"}}""",
            """{"id":"f2","name":"b","type":"file"}""", """{"id":"f3","name":"c","type":"file"}""");

        var results = await ImportAsync("b", "c");

        Assert.Equal(["f2", "f3"], results.Select(result => result.FileId));
        Assert.All(results, result => Assert.True(result.IsNew));
    }

    [Fact]
    public async Task A_file_that_somebody_else_was_faster_with_is_not_new()
    {
        Finish("""{"resource":{"id":"f2"}}""", """{"id":"f2","name":"b","type":"file","created_on":"2026-01-01T00:00:00Z"}""");

        var result = Assert.Single(await ImportAsync("b"));

        Assert.Equal(("f2", false), (result.FileId, result.IsNew));
    }

    [Fact]
    public async Task A_result_whose_file_the_folder_does_not_show_by_the_name_is_an_error()
    {
        Finish("""{"resource":{"id":"f2"}}""", """{"id":"f2","name":"_1_b","type":"file"}""");

        Assert.Contains("made f2", Assert.Single(await ImportAsync("b")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_the_name_is_not_taken_for_the_import()
    {
        _files.Add("""{"id":"d1","name":"b","type":"folder"}""");

        var result = Assert.Single(await ImportAsync("b"));

        Assert.Null(result.FileId);
        Assert.Contains("b is a folder", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_stub.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Two_items_of_one_name_in_one_place_are_refused_before_anything_is_sent()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => ImportAsync("b", "b"));

        Assert.Contains("'b' in ann/p", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_stub.Requests);
    }

    private Task<IReadOnlyList<ImportedDrsFile>> ImportAsync(params string[] names) => new CavaticaDrsImports(_stub.Client()).ImportAsync(
        [.. names.Select((name, index) => new DrsFile { DrsUri = $"drs://host/{index}", Name = name, Project = "ann/p" })]);

    private void Finish(string results, params string[] files) => _stub.On("POST", "/v2/bulk/drs/imports/create", _ =>
    {
        _files.AddRange(files);
        return StubCavatica.Json($$"""{"id":"j1","state":"FINISHED","started_on":"2026-02-01T00:00:00Z","result":[{{results}}]}""");
    });
}
