using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.Http;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>What tasks wrote, its DRS URIs, and what is fetched by them.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly StubCavatica _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Outputs_are_those_that_the_task_names_and_those_that_it_wrote_besides()
    {
        _stub.On("GET", "/v2/tasks/t1", """
                {"id":"t1","project":"ann/p","status":"COMPLETED","outputs":{"counts":{"class":"File","path":"f1","secondaryFiles":[{"class":"File","path":"f2"}]},
                "list":[{"class":"File","path":"f3"}],"none":null,"number":3}}
                """)
            .On("POST", "/v2/bulk/files/get", request => StubCavatica.Json($$"""
                {"items":[{{string.Join(',', request.Json["file_ids"]!.AsArray().Select(id => $$"""{"resource":{"id":"{{id}}","name":"n-{{id}}"} }"""))}}]}
                """))
            .On("GET", "/v2/files", request => StubCavatica.Page(request, ["""{"id":"f3","type":"file"}""", """{"id":"f9","type":"file"}""", """{"id":"d1","type":"folder"}"""]));

        var outputs = await new CavaticaOutputs(_stub.Client()).CollectAsync("t1");

        Assert.Equal(["counts:f1", "counts:f2", "list:f3", ":f9"], outputs.Select(output => $"{output.OutputId}:{output.File.Id}"));
        Assert.Contains("origin.task=t1", _stub.Requests[^1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_outputs_name_are_looked_into_however_deep()
    {
        _stub.On("GET", "/v2/tasks/t1", """
                {"id":"t1","project":"ann/p","status":"COMPLETED","outputs":{"report":{"class":"File","path":"f1","secondaryFiles":[{"class":"Directory","path":"d3"}]},
                "qc":[{"class":"Directory","path":"d1"}]}}
                """)
            .On("POST", "/v2/bulk/files/get", """{"items":[{"resource":{"id":"f1"}}]}""")
            .On("GET", "/v2/files", request => StubCavatica.Page(request, System.Web.HttpUtility.ParseQueryString(request.Query)["parent"] switch
            {
                "d1" => ["""{"id":"f2","type":"file","name":"a.html"}""", """{"id":"d2","type":"folder","name":"deep"}"""],
                "d2" => ["""{"id":"f3","type":"file","name":"a.html"}"""],
                "d3" => ["""{"id":"f4","type":"file","name":"x"}"""],
                _ => ["""{"id":"d1","type":"folder"}"""],
            }));

        var outputs = await new CavaticaOutputs(_stub.Client()).CollectAsync("t1");

        Assert.Equal(["report:f1:", "report:f4:x", "qc:f2:a.html", "qc:f3:deep/a.html"], outputs.Select(output => $"{output.OutputId}:{output.File.Id}:{output.Path}"));
    }

    [Fact]
    public async Task A_DRS_URI_is_composed_and_looked_up()
    {
        _stub.On("GET", "/ga4gh/drs/v1/objects/f1", """{"id":"f1","name":"a.bam","size":7,"checksums":[{"type":"etag","checksum":"e-1"}]}""");

        var minted = Assert.Single(await new CavaticaDrs(_stub.Client()).MintAsync(["f1"]));

        Assert.Equal("drs://cavatica-ga4gh-api.sbgenomics.com/f1", minted.DrsUri);
        Assert.Equal((7L, "e-1"), (minted.Size!.Value, minted.Etag));
    }

    [Fact]
    public async Task A_file_that_the_service_does_not_know_has_no_URI()
    {
        _stub.On("GET", "/ga4gh/drs/v1/objects/f1", _ => StubCavatica.Json("""{"msg":"no","status_code":404}""", System.Net.HttpStatusCode.NotFound))
            .On("GET", "/ga4gh/drs/v1/objects/f2", """{"id":"f3"}""");
        var drs = new CavaticaDrs(_stub.Client());

        await Assert.ThrowsAsync<NotFoundException>(() => drs.MintAsync(["f1"]));
        await Assert.ThrowsAsync<InvalidDataException>(() => drs.MintAsync(["f2"]));
    }
}
