using System.Net;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>An earlier export counts only where the volume and the platform hold what it is said to have made.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Copied = """{"id":"f1","storage":{"type":"PLATFORM"},"modified_on":"2026-01-01T00:00:00Z"}""";
    private const string Changed = """{"id":"f1","storage":{"type":"PLATFORM"},"modified_on":"2026-01-03T00:00:00Z"}""";
    private const string Moved = """{"id":"f1","storage":{"type":"VOLUME","volume":"ann/v","location":"out/a"},"modified_on":"2026-01-02T00:00:01Z"}""";

    private readonly StubCavatica _stub = new();
    private readonly List<string> _exports = [Export("e1", "COMPLETED")];

    public ExportTests() => _stub
        .On("GET", "/v2/storage/exports", request => StubCavatica.Page(request, _exports))
        .On("POST", "/v2/bulk/storage/exports/create", $$"""{"items":[{"resource":{{Export("e2", "PENDING")}}}]}""")
        .On("POST", "/v2/bulk/storage/exports/get", $$"""{"items":[{"resource":{{Export("e2", "COMPLETED")}}}]}""");

    public void Dispose() => _stub.Dispose();

    [Theory]
    [InlineData(Copied, ExportMode.Copy)]
    [InlineData(Moved, ExportMode.MoveAndLeaveAlias)]
    public async Task An_export_whose_object_is_there_and_holds_the_file_as_it_is_counts(string file, ExportMode mode)
    {
        var result = await ExportAsync(file, mode);

        Assert.Equal(("e1", false, null), (result.ExportId, result.IsNew, result.Error));
        Assert.Null(Sent);
    }

    [Theory]
    [InlineData(Changed, ExportMode.Copy)]
    [InlineData(Copied, ExportMode.MoveAndLeaveAlias)]
    public async Task A_file_that_has_changed_since_or_is_to_be_moved_now_is_exported_over_its_old_object(string file, ExportMode mode)
    {
        var result = await ExportAsync(file, mode);

        Assert.Equal(("e2", true, null), (result.ExportId, result.IsNew, result.Error));
        Assert.True((bool?)Sent!.Json["items"]![0]!["overwrite"]);
        Assert.Equal(mode == ExportMode.Copy, Sent.Query.Contains("copy_only=true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_that_was_deleted_is_exported_again_and_nothing_is_overwritten()
    {
        var result = await ExportAsync(Copied, ExportMode.Copy, isThere: false);

        Assert.Equal(("e2", true, null), (result.ExportId, result.IsNew, result.Error));
        Assert.Null(Sent!.Json["items"]![0]!["overwrite"]);
    }

    [Fact]
    public async Task A_file_that_was_moved_is_no_copy()
    {
        var result = await ExportAsync(Moved, ExportMode.Copy);

        Assert.Contains("is an alias of ann/v/out/a", result.Error, StringComparison.Ordinal);
        Assert.Null(Sent);
    }

    [Fact]
    public async Task Somebody_elses_export_is_waited_for_and_an_own_one_begun_where_it_fails()
    {
        _exports[0] = Export("e1", "RUNNING");
        var answers = new Queue<string>([Export("e1", "RUNNING"), Export("e1", "FAILED"), Export("e2", "COMPLETED")]);
        _stub.On("POST", "/v2/bulk/storage/exports/get", _ => StubCavatica.Json($$"""{"items":[{"resource":{{answers.Dequeue()}}}]}"""));

        var result = await ExportAsync(Copied, ExportMode.Copy);

        Assert.Equal(("e2", true, null), (result.ExportId, result.IsNew, result.Error));
    }

    [Fact]
    public async Task A_second_export_that_fails_since_the_unanswered_first_one_went_through_is_no_error()
    {
        _exports.Clear();
        var sent = 0;
        _stub.On("POST", "/v2/bulk/storage/exports/create", _ =>
        {
            if (++sent == 1)
            {
                return StubCavatica.Json("{}", HttpStatusCode.BadGateway);
            }

            _exports.Add(Export("e1", "COMPLETED"));
            return StubCavatica.Json("""{"items":[{"error":{"status":409,"code":9107,"message":"Location on volume already contains a file."}}]}""");
        });

        var result = await ExportAsync(Copied, ExportMode.Copy);

        Assert.Equal(2, sent);
        Assert.Equal(("e1", null), (result.ExportId, result.Error));
    }

    private StubRequest? Sent => _stub.Requests.SingleOrDefault(request => request.Path.EndsWith("/exports/create", StringComparison.Ordinal));

    private async Task<ExportedFile> ExportAsync(string file, ExportMode mode, bool isThere = true)
    {
        _stub.On("POST", "/v2/bulk/files/get", $$"""{"items":[{"resource":{{file}}}]}""")
            .On("GET", "/v2/storage/volumes/ann/v/object", _ => isThere
                ? StubCavatica.Json("""{"location":"out/a"}""")
                : StubCavatica.Json("""{"status":404,"code":9105,"message":"Location on volume not found."}""", HttpStatusCode.NotFound));
        FileExport[] items = [new FileExport { FileId = "f1", Volume = "ann/v", Location = "out/a" }];
        return Assert.Single(await new CavaticaExports(_stub.Client(time: new SkippingTime())).ExportAsync(items, mode));
    }

    private static string Export(string id, string state) => $$"""
        {"id":"{{id}}","state":"{{state}}","source":{"file":"f1"},"destination":{"volume":"ann/v","location":"out/a"},"started_on":"2026-01-02T00:00:00Z"}
        """;
}
