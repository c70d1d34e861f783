using System.Text.Json.Nodes;

namespace SageTasks.Tower.Tests.Stubs;

/// <summary>A workspace with a compute environment, a Launchpad pipeline and labels, ready to be launched in.</summary>
internal static class Workspace
{
    public static StubTower Furnish(this StubTower tower) => tower
        .On("GET", "/service-info", """{"serviceInfo":{"version":"26.1","launchParamsTextMaxSize":2000,"launchConfigTextMaxSize":500}}""")
        .On("GET", "/compute-envs", """
            {"computeEnvs":[{"id":"ce1","name":"spot","primary":true,"status":"AVAILABLE","platform":"aws-batch"},
            {"id":"ce2","name":"broken","status":"INVALID","message":"Credentials expired"},{"id":"ce3","name":"plain","status":"AVAILABLE"}]}
            """)
        .On("GET", "/compute-envs/ce1", """
            {"computeEnv":{"id":"ce1","name":"spot","platform":"aws-batch","config":{"discriminator":"aws-batch","workDir":"s3://work","preRunScript":"module load x",
            "nextflowConfig":"process.queue='q'","forge":{"a":1}},"labels":[{"id":501,"name":"owner","value":"lab","resource":true},{"id":502,"name":"simple","resource":false}]}}
            """)
        .On("GET", "/compute-envs/ce2", """{"computeEnv":{"id":"ce2","name":"broken","config":{}}}""")
        .On("GET", "/compute-envs/ce3", """{"computeEnv":{"id":"ce3","name":"plain","config":{"workDir":"s3://plain"}}}""")
        .On("GET", "/pipelines", """
            {"pipelines":[{"pipelineId":1,"name":"rnaseq-old","repository":"https://github.com/nf-core/rnaseq","workspaceId":7},
            {"pipelineId":2,"name":"rnaseq","repository":"https://github.com/nf-core/rnaseq","workspaceId":7}],"totalSize":2}
            """)
        .On("GET", "/pipelines/2/launch", """
            {"launch":{"id":"L2","computeEnv":{"id":"ce1","name":"spot","platform":"aws-batch","config":{}},"pipeline":"https://github.com/nf-core/rnaseq","revision":"3.14.0",
            "workDir":"s3://saved","paramsText":"outdir: s3://out\naligner: star\n","configProfiles":["docker"],"configText":null,"schemaName":""}}
            """)
        .On("GET", "/pipelines/2/schema", System.Net.HttpStatusCode.NoContent)
        .On("GET", "/labels", request => StubTower.Json(request.Query["search"] == "cohort"
            ? """{"labels":[{"id":9,"name":"cohort-2","resource":false},{"id":8,"name":"Cohort","resource":false}],"totalSize":2}"""
            : """{"labels":[],"totalSize":0}"""))
        .On("POST", "/labels", request => StubTower.Json($$"""{"id":77,"name":"{{request.Json["name"]}}"}"""))
        .On("POST", "/workflow/launch", """{"workflowId":"w1"}""");

    public static JsonObject Launched(this StubTower tower) => tower.Sent("POST", "/workflow/launch")[^1].Json["launch"]!.AsObject();
}
