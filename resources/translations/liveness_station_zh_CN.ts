<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>phrases</name>
    <message>
        <source>Liveness Station</source>
        <comment>APP_NAME</comment>
        <translation>活体核验台</translation>
    </message>
    <message>
        <source>Subject</source>
        <comment>SUBJECT</comment>
        <translation>受检人</translation>
    </message>
    <message>
        <source>Reference</source>
        <comment>SUBJECT_HINT</comment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Check now</source>
        <comment>SUBJECT_SET</comment>
        <translation>立即核验</translation>
    </message>
    <message>
        <source>No subject yet</source>
        <comment>NOBODY</comment>
        <translation>尚未登记受检人</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>TODAY</comment>
        <translation>今日</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <comment>TODAY_EMPTY</comment>
        <translation>今日尚无核验</translation>
    </message>
    <message>
        <source>Capture</source>
        <comment>CAPTURE</comment>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>Space</source>
        <comment>CAPTURE_KEY</comment>
        <translation>空格</translation>
    </message>
    <message>
        <source>Without movement</source>
        <comment>CAPTURE_MOTIONLESS</comment>
        <translation>免动作核验</translation>
    </message>
    <message>
        <source>Shift+Space</source>
        <comment>CAPTURE_MOTIONLESS_KEY</comment>
        <translation>Shift+空格</translation>
    </message>
    <message>
        <source>For people who cannot turn their head. It is recorded so.</source>
        <comment>CAPTURE_MOTIONLESS_HINT</comment>
        <translation>用于无法转头的受检人，核验方式会如实记录。</translation>
    </message>
    <message>
        <source>Look straight into the camera</source>
        <comment>GUIDE_SETTLE</comment>
        <translation>请正视摄像头</translation>
    </message>
    <message>
        <source>Turn your head to YOUR left</source>
        <comment>GUIDE_LEFT</comment>
        <translation>请向您的左侧转头</translation>
    </message>
    <message>
        <source>Turn your head to YOUR right</source>
        <comment>GUIDE_RIGHT</comment>
        <translation>请向您的右侧转头</translation>
    </message>
    <message>
        <source>Good. Now look straight again</source>
        <comment>GUIDE_BACK</comment>
        <translation>很好，请转回正面</translation>
    </message>
    <message>
        <source>Good. Hold still</source>
        <comment>GUIDE_THANKS</comment>
        <translation>很好，请保持不动</translation>
    </message>
    <message>
        <source>Look into the camera and hold still</source>
        <comment>GUIDE_HOLD</comment>
        <translation>请正视摄像头，保持不动</translation>
    </message>
    <message>
        <source>The subject is shown what to do</source>
        <comment>GUIDING</comment>
        <translation>画面正在提示受检人动作</translation>
    </message>
    <message>
        <source>Taking pictures …</source>
        <comment>COLLECTING</comment>
        <translation>正在拍摄多张照片……</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <comment>CANCEL</comment>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>DONE</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>DONE_KEY</comment>
        <translation>回车</translation>
    </message>
    <message>
        <source>Checking …</source>
        <comment>CHECKING</comment>
        <translation>正在核验……</translation>
    </message>
    <message>
        <source>Press Space when the face is in the picture.</source>
        <comment>CARD_EMPTY</comment>
        <translation>人脸进入画面后，请按空格键拍摄。</translation>
    </message>
    <message>
        <source>Press Space when the face is in the picture. The subject is then asked to turn the head.</source>
        <comment>CARD_EMPTY_GUIDED</comment>
        <translation>人脸进入画面后，请按空格键；受检人随后按提示转头。</translation>
    </message>
    <message>
        <source>Enter the subject's reference first.</source>
        <comment>CARD_EMPTY_SUBJECT</comment>
        <translation>请先输入受检人编号。</translation>
    </message>
    <message>
        <source>Waiting for a picture.</source>
        <comment>CARD_EMPTY_CAMERA</comment>
        <translation>正在等待画面。</translation>
    </message>
    <message>
        <source>Live score {score}</source>
        <comment>SCORE</comment>
        <translation>活体分数 {score}</translation>
    </message>
    <message>
        <source>scores: {scores}</source>
        <comment>SCORES</comment>
        <translation>各张分数：{scores}</translation>
    </message>
    <message>
        <source>{name}: {value} (limit {limit})</source>
        <comment>EVIDENCE</comment>
        <translation>{name}：{value}（界限 {limit}）</translation>
    </message>
    <message>
        <source>against: {evidence}</source>
        <comment>EVIDENCE_AGAINST</comment>
        <translation>不利：{evidence}</translation>
    </message>
    <message>
        <source>Other evidence decided</source>
        <comment>NOT_BY_SCORE</comment>
        <translation>由其他证据判定</translation>
    </message>
    <message>
        <source>No score returned</source>
        <comment>NO_SCORE</comment>
        <translation>未返回分数</translation>
    </message>
    <message>
        <source>Threshold {threshold}</source>
        <comment>THRESHOLD</comment>
        <translation>阈值 {threshold}</translation>
    </message>
    <message>
        <source>NOT VERIFIED</source>
        <comment>NOT_VERIFIED</comment>
        <translation>未完成核验</translation>
    </message>
    <message>
        <source>This picture stayed on this computer.</source>
        <comment>STAYED_HERE</comment>
        <translation>此照片未离开本机。</translation>
    </message>
    <message>
        <source>This picture was sent to {host}.</source>
        <comment>WENT_TO</comment>
        <translation>此照片已发送至 {host}。</translation>
    </message>
    <message>
        <source>This picture may have been sent to {host}.</source>
        <comment>MAY_HAVE_GONE_TO</comment>
        <translation>此照片可能已发送至 {host}。</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>DETAILS</comment>
        <translation>详情</translation>
    </message>
    <message>
        <source>Record {number}</source>
        <comment>RECORD</comment>
        <translation>记录 {number}</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <comment>NOT_RECORDED</comment>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Camera</source>
        <comment>SOURCE</comment>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>No camera found</source>
        <comment>SOURCE_NONE</comment>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <comment>SOURCE_REFRESH</comment>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>Video or picture file …</source>
        <comment>SOURCE_FILE</comment>
        <translation>视频或图片文件……</translation>
    </message>
    <message>
        <source>Network camera …</source>
        <comment>SOURCE_ADDRESS</comment>
        <translation>网络摄像头……</translation>
    </message>
    <message>
        <source>Address of the stream (http, https, rtsp or rtsps)</source>
        <comment>SOURCE_ADDRESS_HINT</comment>
        <translation>视频流地址（http、https、rtsp 或 rtsps）</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <comment>SOURCE_DEMO</comment>
        <translation>演示</translation>
    </message>
    <message>
        <source>Opening {label} …</source>
        <comment>CAMERA_OPENING</comment>
        <translation>正在打开 {label}……</translation>
    </message>
    <message>
        <source>No camera</source>
        <comment>CAMERA_CLOSED</comment>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>Plug one in, or choose a file, an address or the demonstration.</source>
        <comment>CAMERA_CLOSED_NEXT</comment>
        <translation>请接入摄像头，或选择文件、网络地址或演示。</translation>
    </message>
    <message>
        <source>Local engine is starting …</source>
        <comment>ENGINE_STARTING</comment>
        <translation>本机引擎正在启动……</translation>
    </message>
    <message>
        <source>Local engine</source>
        <comment>ENGINE_LOCAL</comment>
        <translation>本机引擎</translation>
    </message>
    <message>
        <source>Cloud: {host}</source>
        <comment>ENGINE_CLOUD</comment>
        <translation>云端：{host}</translation>
    </message>
    <message>
        <source>No engine</source>
        <comment>ENGINE_FAILED</comment>
        <translation>引擎不可用</translation>
    </message>
    <message>
        <source>DEMONSTRATION</source>
        <comment>DEMO</comment>
        <translation>演示</translation>
    </message>
    <message>
        <source>Demonstration: not counted anywhere.</source>
        <comment>DEMO_CARD</comment>
        <translation>演示数据，不计入任何统计。</translation>
    </message>
    <message>
        <source>SIMULATOR</source>
        <comment>SIMULATOR</comment>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Simulator: no real check, not counted anywhere.</source>
        <comment>SIMULATOR_CARD</comment>
        <translation>模拟器的结果，并非真实核验，不计入任何统计。</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <comment>THEME</comment>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>LANGUAGE</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>Endpoint and credentials</source>
        <comment>CREDENTIALS_TITLE</comment>
        <translation>服务与凭据</translation>
    </message>
    <message>
        <source>Credentials are kept in this computer's keyring, nowhere else.</source>
        <comment>CREDENTIALS_INTRO</comment>
        <translation>凭证只保存在本机的系统密钥环中。</translation>
    </message>
    <message>
        <source>Check with</source>
        <comment>ENDPOINT</comment>
        <translation>核验方式</translation>
    </message>
    <message>
        <source>This computer (no account, no network)</source>
        <comment>ENDPOINT_LOCAL</comment>
        <translation>本机引擎（无需账号和网络）</translation>
    </message>
    <message>
        <source>Cloud service</source>
        <comment>ENDPOINT_CLOUD</comment>
        <translation>云端服务</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>BASE_URL</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>AppCode</source>
        <comment>AUTH_APPCODE</comment>
        <translation>AppCode</translation>
    </message>
    <message>
        <source>AppKey and signature</source>
        <comment>AUTH_SIGNATURE</comment>
        <translation>AppKey 与签名</translation>
    </message>
    <message>
        <source>AppCode</source>
        <comment>APPCODE</comment>
        <translation>AppCode</translation>
    </message>
    <message>
        <source>AppKey</source>
        <comment>APP_KEY</comment>
        <translation>AppKey</translation>
    </message>
    <message>
        <source>AppSecret</source>
        <comment>APP_SECRET</comment>
        <translation>AppSecret</translation>
    </message>
    <message>
        <source>Leave empty to keep what is stored</source>
        <comment>KEPT</comment>
        <translation>留空则沿用已保存的凭证</translation>
    </message>
    <message>
        <source>Save</source>
        <comment>SAVE</comment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <comment>REMOVE</comment>
        <translation>删除</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>TEST</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>OPEN</comment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>DISMISS</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>{what}: {which}</source>
        <comment>NAMED</comment>
        <translation>{what}：{which}</translation>
    </message>
    <message>
        <source>Testing …</source>
        <comment>TESTING</comment>
        <translation>正在测试……</translation>
    </message>
    <message>
        <source>The service answered and accepted the credentials.</source>
        <comment>TEST_PASSED</comment>
        <translation>服务已应答，凭证有效。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <comment>SAVED</comment>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Removed.</source>
        <comment>REMOVED</comment>
        <translation>已删除。</translation>
    </message>
    <message>
        <source>Only letters, digits and . _ - are possible here. Paste it again.</source>
        <comment>BAD_CREDENTIAL</comment>
        <translation>只能包含字母、数字和 . _ -，请重新粘贴。</translation>
    </message>
    <message>
        <source>A check is running. It will be given up and recorded as such.</source>
        <comment>CLOSE_WHILE_CHECKING</comment>
        <translation>核验正在进行。关闭后将放弃本次核验，并如实记录。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>CLOSE_ANYWAY</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <comment>STAY</comment>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>verdicts</name>
    <message>
        <source>LIVE</source>
        <comment>LIVE</comment>
        <translation>活体</translation>
    </message>
    <message>
        <source>NOT LIVE</source>
        <comment>SPOOF</comment>
        <translation>非活体</translation>
    </message>
    <message>
        <source>TRY AGAIN</source>
        <comment>RETRY</comment>
        <translation>请重试</translation>
    </message>
    <message>
        <source>ERROR</source>
        <comment>ERROR</comment>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>The score is above the threshold.</source>
        <comment>ABOVE_THRESHOLD.happened</comment>
        <translation>分数高于阈值。</translation>
    </message>
    <message>
        <source>Press Enter.</source>
        <comment>ABOVE_THRESHOLD.next_step</comment>
        <translation>请按回车键完成。</translation>
    </message>
    <message>
        <source>The score is not above the threshold.</source>
        <comment>BELOW_THRESHOLD.happened</comment>
        <translation>分数未高于阈值。</translation>
    </message>
    <message>
        <source>Improve light and distance, or use another method.</source>
        <comment>BELOW_THRESHOLD.next_step</comment>
        <translation>请改善光线和距离，或改用其他方式。</translation>
    </message>
    <message>
        <source>A photo, screen or mask is suspected.</source>
        <comment>ATTACK.happened</comment>
        <translation>疑似照片、屏幕或面具。</translation>
    </message>
    <message>
        <source>Do not go on; call the supervisor.</source>
        <comment>ATTACK.next_step</comment>
        <translation>请勿继续，请联系主管。</translation>
    </message>
    <message>
        <source>The face moved like a flat picture, not like a head.</source>
        <comment>FLAT_MOVEMENT.happened</comment>
        <translation>面部的移动像平面图片，而不像真人头部。</translation>
    </message>
    <message>
        <source>Do not go on; call the supervisor.</source>
        <comment>FLAT_MOVEMENT.next_step</comment>
        <translation>请勿继续，请联系主管。</translation>
    </message>
    <message>
        <source>No face was found.</source>
        <comment>NO_FACE.happened</comment>
        <translation>未检测到人脸。</translation>
    </message>
    <message>
        <source>Have the subject face the camera, then capture again.</source>
        <comment>NO_FACE.next_step</comment>
        <translation>请受检人面向摄像头，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The picture cannot be used.</source>
        <comment>BAD_IMAGE.happened</comment>
        <translation>照片无法使用。</translation>
    </message>
    <message>
        <source>Capture again.</source>
        <comment>BAD_IMAGE.next_step</comment>
        <translation>请重新拍摄。</translation>
    </message>
    <message>
        <source>The picture is too small.</source>
        <comment>IMAGE_TOO_SMALL.happened</comment>
        <translation>照片尺寸过小。</translation>
    </message>
    <message>
        <source>Choose a better camera.</source>
        <comment>IMAGE_TOO_SMALL.next_step</comment>
        <translation>请换用更清晰的摄像头。</translation>
    </message>
    <message>
        <source>The picture is too large.</source>
        <comment>IMAGE_TOO_LARGE.happened</comment>
        <translation>照片尺寸过大。</translation>
    </message>
    <message>
        <source>Choose a smaller resolution or file.</source>
        <comment>IMAGE_TOO_LARGE.next_step</comment>
        <translation>请选择较小的分辨率或文件。</translation>
    </message>
    <message>
        <source>The score lies on the threshold.</source>
        <comment>BOUNDARY.happened</comment>
        <translation>分数恰在阈值附近。</translation>
    </message>
    <message>
        <source>Capture again.</source>
        <comment>BOUNDARY.next_step</comment>
        <translation>请重新拍摄。</translation>
    </message>
    <message>
        <source>The score is too low for live and too high for an attack.</source>
        <comment>REVIEW.happened</comment>
        <translation>分数不足以判为活体，也不足以判为攻击。</translation>
    </message>
    <message>
        <source>Improve light and distance, then capture again.</source>
        <comment>REVIEW.next_step</comment>
        <translation>请改善光线和距离，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The pictures of this check disagree.</source>
        <comment>DISAGREEMENT.happened</comment>
        <translation>本次核验的各张照片结果不一致。</translation>
    </message>
    <message>
        <source>Have the subject hold still, then capture again.</source>
        <comment>DISAGREEMENT.next_step</comment>
        <translation>请受检人保持不动，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Too few pictures showed the face.</source>
        <comment>TOO_FEW_FRAMES.happened</comment>
        <translation>能看清面部的照片过少。</translation>
    </message>
    <message>
        <source>Have the subject stay in the picture, then capture again.</source>
        <comment>TOO_FEW_FRAMES.next_step</comment>
        <translation>请受检人留在画面中，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The subject did not look straight into the camera.</source>
        <comment>NOT_STRAIGHT.happened</comment>
        <translation>受检人没有正视摄像头。</translation>
    </message>
    <message>
        <source>Put the camera above the screen, have the subject look into it, then capture again.</source>
        <comment>NOT_STRAIGHT.next_step</comment>
        <translation>请将摄像头放在屏幕上方，让受检人正视摄像头，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The head turn that was asked for was not seen in time.</source>
        <comment>MOVEMENT_MISSED.happened</comment>
        <translation>未及时看到要求的转头动作。</translation>
    </message>
    <message>
        <source>Explain it, then capture again; who cannot turn can be checked without.</source>
        <comment>MOVEMENT_MISSED.next_step</comment>
        <translation>请说明动作后重新拍摄；无法转头者可改用免动作核验。</translation>
    </message>
    <message>
        <source>The face jumped or changed during the check.</source>
        <comment>FACE_CHANGED.happened</comment>
        <translation>核验过程中面部发生跳变或更换。</translation>
    </message>
    <message>
        <source>Let only the subject be seen, then capture again.</source>
        <comment>FACE_CHANGED.next_step</comment>
        <translation>请只让受检人入镜，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The engine has a doubt that a person must look at.</source>
        <comment>RISK_REASON.happened</comment>
        <translation>引擎存有疑点，需要人工查看。</translation>
    </message>
    <message>
        <source>Make sure only one person is in the picture, then capture again.</source>
        <comment>RISK_REASON.next_step</comment>
        <translation>请确认画面中只有一人，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The picture was too old.</source>
        <comment>STALE_FRAME.happened</comment>
        <translation>画面已过时。</translation>
    </message>
    <message>
        <source>Capture again.</source>
        <comment>STALE_FRAME.next_step</comment>
        <translation>请重新拍摄。</translation>
    </message>
    <message>
        <source>The service has a problem.</source>
        <comment>SERVER.happened</comment>
        <translation>服务出现问题。</translation>
    </message>
    <message>
        <source>Wait a moment, then capture again.</source>
        <comment>SERVER.next_step</comment>
        <translation>请稍候，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The service is busy.</source>
        <comment>THROTTLED.happened</comment>
        <translation>服务繁忙。</translation>
    </message>
    <message>
        <source>Wait a minute, then capture again.</source>
        <comment>THROTTLED.next_step</comment>
        <translation>请等待一分钟，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The service is resting from an overload.</source>
        <comment>BREAKER.happened</comment>
        <translation>服务过载，正在恢复。</translation>
    </message>
    <message>
        <source>Wait 90 seconds, then capture again.</source>
        <comment>BREAKER.next_step</comment>
        <translation>请等待 90 秒，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The connection broke.</source>
        <comment>NETWORK.happened</comment>
        <translation>连接中断。</translation>
    </message>
    <message>
        <source>Capture again.</source>
        <comment>NETWORK.next_step</comment>
        <translation>请重新拍摄。</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <comment>CANCELLED.happened</comment>
        <translation>核验已取消。</translation>
    </message>
    <message>
        <source>Capture again.</source>
        <comment>CANCELLED.next_step</comment>
        <translation>请重新拍摄。</translation>
    </message>
    <message>
        <source>The threshold is not valid.</source>
        <comment>BAD_POLICY.happened</comment>
        <translation>阈值设置无效。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>BAD_POLICY.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The other end did not prove who it is.</source>
        <comment>UNTRUSTED_CHANNEL.happened</comment>
        <translation>对方身份未得到证实。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>UNTRUSTED_CHANNEL.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The pictures may not come from a camera of this desk.</source>
        <comment>SOURCE_REFUSED.happened</comment>
        <translation>画面可能并非来自本台摄像头。</translation>
    </message>
    <message>
        <source>Choose the desk's own camera.</source>
        <comment>SOURCE_REFUSED.next_step</comment>
        <translation>请选择本台自己的摄像头。</translation>
    </message>
    <message>
        <source>The subject has not agreed to this. Nothing was sent.</source>
        <comment>CONSENT_MISSING.happened</comment>
        <translation>未获本人同意，没有发送任何画面。</translation>
    </message>
    <message>
        <source>Ask for consent, or choose the other method.</source>
        <comment>CONSENT_MISSING.next_step</comment>
        <translation>请先征得本人同意，或改用其他方式。</translation>
    </message>
    <message>
        <source>No answer came in time.</source>
        <comment>LATE.happened</comment>
        <translation>未能及时收到答复。</translation>
    </message>
    <message>
        <source>Check the network, then capture again.</source>
        <comment>LATE.next_step</comment>
        <translation>请检查网络，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The answer was far too long.</source>
        <comment>OVERSIZE.happened</comment>
        <translation>答复过长，已拒收。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>OVERSIZE.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The network sent us elsewhere.</source>
        <comment>REDIRECT.happened</comment>
        <translation>网络把请求转到了别处。</translation>
    </message>
    <message>
        <source>Sign in to the network, then capture again.</source>
        <comment>REDIRECT.next_step</comment>
        <translation>请先登录网络，再重新拍摄。</translation>
    </message>
    <message>
        <source>The service refused the credentials.</source>
        <comment>AUTH.happened</comment>
        <translation>服务拒绝了凭证。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>AUTH.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The service says that this computer's clock is wrong.</source>
        <comment>CLOCK.happened</comment>
        <translation>服务提示本机时间不准确。</translation>
    </message>
    <message>
        <source>Set date and time right, then capture again; if it comes again, call the administrator.</source>
        <comment>CLOCK.next_step</comment>
        <translation>请校准日期和时间后重新拍摄；如再次出现，请联系管理员。</translation>
    </message>
    <message>
        <source>The account may not use this service, or no longer.</source>
        <comment>NOT_AUTHORISED.happened</comment>
        <translation>账号无权使用此服务，或授权已到期。</translation>
    </message>
    <message>
        <source>Call the administrator: check the purchase.</source>
        <comment>NOT_AUTHORISED.next_step</comment>
        <translation>请联系管理员核对购买情况。</translation>
    </message>
    <message>
        <source>The account's checks are used up or overdue.</source>
        <comment>QUOTA.happened</comment>
        <translation>账号的调用次数已用完、已到期或欠费。</translation>
    </message>
    <message>
        <source>Call the administrator: buy more, or use the local engine.</source>
        <comment>QUOTA.next_step</comment>
        <translation>请联系管理员续购，或改用本机引擎。</translation>
    </message>
    <message>
        <source>The provider has suspended the service.</source>
        <comment>PROVIDER.happened</comment>
        <translation>服务商已暂停此服务。</translation>
    </message>
    <message>
        <source>Call the administrator: contact the provider, or use the local engine.</source>
        <comment>PROVIDER.next_step</comment>
        <translation>请管理员联系服务商，或改用本机引擎。</translation>
    </message>
    <message>
        <source>The picture is larger than the service takes.</source>
        <comment>TOO_LARGE.happened</comment>
        <translation>照片超出服务允许的大小。</translation>
    </message>
    <message>
        <source>Choose a smaller resolution or file.</source>
        <comment>TOO_LARGE.next_step</comment>
        <translation>请选择较小的分辨率或文件。</translation>
    </message>
    <message>
        <source>The service's gateway refused the request.</source>
        <comment>GATEWAY.happened</comment>
        <translation>服务网关拒绝了请求。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>GATEWAY.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The proxy refused or did not answer.</source>
        <comment>PROXY.happened</comment>
        <translation>代理服务器拒绝或无应答。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>PROXY.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The answer could not be read.</source>
        <comment>MALFORMED.happened</comment>
        <translation>答复无法识别。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>MALFORMED.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The answer is not complete.</source>
        <comment>SCHEMA.happened</comment>
        <translation>答复不完整。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>SCHEMA.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The answers are incomplete again and again: the service's interface may have changed.</source>
        <comment>API_CHANGED.happened</comment>
        <translation>答复接连不完整，服务接口可能已变更。</translation>
    </message>
    <message>
        <source>Call the administrator, or use the local engine.</source>
        <comment>API_CHANGED.next_step</comment>
        <translation>请联系管理员，或改用本机引擎。</translation>
    </message>
    <message>
        <source>The service refused two pictures in a row.</source>
        <comment>BAD_IMAGE_AGAIN.happened</comment>
        <translation>服务接连两次拒收照片。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>BAD_IMAGE_AGAIN.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The answer contradicts itself.</source>
        <comment>CONTRADICTION.happened</comment>
        <translation>答复自相矛盾。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>CONTRADICTION.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The answer was given once before.</source>
        <comment>REPLAY.happened</comment>
        <translation>收到了重复的旧答复。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>REPLAY.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The service sent an unknown code.</source>
        <comment>UNKNOWN_CODE.happened</comment>
        <translation>服务返回了未知代码。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>UNKNOWN_CODE.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <comment>OFFLINE.happened</comment>
        <translation>无法连接服务。</translation>
    </message>
    <message>
        <source>Check the network, or use the local engine.</source>
        <comment>OFFLINE.next_step</comment>
        <translation>请检查网络，或改用本机引擎。</translation>
    </message>
    <message>
        <source>The service's certificate is not trusted.</source>
        <comment>TLS.happened</comment>
        <translation>服务的证书不受信任。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>TLS.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The service's address is not valid.</source>
        <comment>ADDRESS.happened</comment>
        <translation>服务地址无效。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>ADDRESS.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <comment>FILE_UNREADABLE.happened</comment>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>Check its name and rights.</source>
        <comment>FILE_UNREADABLE.next_step</comment>
        <translation>请检查文件名和访问权限。</translation>
    </message>
    <message>
        <source>No credentials are stored.</source>
        <comment>CREDENTIALS_MISSING.happened</comment>
        <translation>尚未保存凭证。</translation>
    </message>
    <message>
        <source>Enter them under Endpoint and credentials.</source>
        <comment>CREDENTIALS_MISSING.next_step</comment>
        <translation>请在“服务与凭据”中输入。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <comment>CREDENTIALS_LOCKED.happened</comment>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>Unlock it (sign in again), then capture again.</source>
        <comment>CREDENTIALS_LOCKED.next_step</comment>
        <translation>请解锁（重新登录）后再拍摄。</translation>
    </message>
    <message>
        <source>The credentials cannot be used.</source>
        <comment>CREDENTIALS_REFUSED.happened</comment>
        <translation>凭证无法使用。</translation>
    </message>
    <message>
        <source>Enter them again under Endpoint and credentials.</source>
        <comment>CREDENTIALS_REFUSED.next_step</comment>
        <translation>请在“服务与凭据”中重新输入。</translation>
    </message>
    <message>
        <source>This computer's keyring does not work.</source>
        <comment>CREDENTIALS_BROKEN.happened</comment>
        <translation>本机的密钥环无法工作。</translation>
    </message>
    <message>
        <source>Use the local engine, or call the administrator.</source>
        <comment>CREDENTIALS_BROKEN.next_step</comment>
        <translation>请改用本机引擎，或联系管理员。</translation>
    </message>
    <message>
        <source>The local engine is not running.</source>
        <comment>ENGINE_DOWN.happened</comment>
        <translation>本机引擎未运行。</translation>
    </message>
    <message>
        <source>Wait; it starts again.</source>
        <comment>ENGINE_DOWN.next_step</comment>
        <translation>请稍候，引擎会自动重启。</translation>
    </message>
    <message>
        <source>The result could not be recorded, so it does not count.</source>
        <comment>NOT_RECORDED.happened</comment>
        <translation>结果未能记录，因此无效。</translation>
    </message>
    <message>
        <source>Call the administrator.</source>
        <comment>NOT_RECORDED.next_step</comment>
        <translation>请联系管理员。</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong.</source>
        <comment>INTERNAL.happened</comment>
        <translation>发生了意外错误。</translation>
    </message>
    <message>
        <source>Capture again; if it comes again, call the administrator.</source>
        <comment>INTERNAL.next_step</comment>
        <translation>请重新拍摄；如再次出现，请联系管理员。</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>Enter the subject's reference first</source>
        <comment>SUBJECT_MISSING</comment>
        <translation>请先输入受检人编号</translation>
    </message>
    <message>
        <source>Press Enter to set the subject first</source>
        <comment>SUBJECT_NOT_SET</comment>
        <translation>请先按回车键确定受检人</translation>
    </message>
    <message>
        <source>The reference is longer than 64 characters</source>
        <comment>SUBJECT_TOO_LONG</comment>
        <translation>编号超过 64 个字符</translation>
    </message>
    <message>
        <source>The reference holds an invisible character; type it again</source>
        <comment>SUBJECT_CONTROL_CHARACTER</comment>
        <translation>编号含有不可见字符，请重新输入</translation>
    </message>
    <message>
        <source>There is no picture to capture</source>
        <comment>NO_PICTURE</comment>
        <translation>没有可拍摄的画面</translation>
    </message>
    <message>
        <source>The picture has stopped; wait until it moves</source>
        <comment>PICTURE_TOO_OLD</comment>
        <translation>画面已停止，请等待恢复</translation>
    </message>
    <message>
        <source>The picture cannot be used; see what stands in its place</source>
        <comment>PICTURE_UNUSABLE</comment>
        <translation>画面无法使用，请看画面处的提示</translation>
    </message>
    <message>
        <source>A check is already running</source>
        <comment>ALREADY_CHECKING</comment>
        <translation>核验正在进行</translation>
    </message>
    <message>
        <source>The engine is still starting</source>
        <comment>ENGINE_STARTING</comment>
        <translation>引擎仍在启动</translation>
    </message>
    <message>
        <source>The picture will be measured in a moment; press once more then</source>
        <comment>GATES_LOADING</comment>
        <translation>画面检查马上就绪，请稍后再按一次</translation>
    </message>
    <message>
        <source>This computer is short of memory. Close other programs.</source>
        <comment>MEMORY_LOW</comment>
        <translation>本机内存不足，请关闭其他程序。</translation>
    </message>
    <message>
        <source>The verdict was cleared after two minutes</source>
        <comment>VERDICT_EXPIRED</comment>
        <translation>结果显示已满两分钟，现已清除</translation>
    </message>
    <message>
        <source>Another face: the verdict was cleared. Check again.</source>
        <comment>SUBJECT_SWAPPED</comment>
        <translation>画面中换了人，结果已清除，请重新核验</translation>
    </message>
    <message>
        <source>Nobody is there any more: the verdict was cleared</source>
        <comment>SUBJECT_LEFT</comment>
        <translation>画面中已无人，结果已清除</translation>
    </message>
    <message>
        <source>Looking up earlier attempts …</source>
        <comment>SUBJECT_LOOKED_FOR</comment>
        <translation>正在查找此前的核验记录……</translation>
    </message>
    <message>
        <source>This is no reference of this house; look at it again</source>
        <comment>SUBJECT_AGAINST_RULE</comment>
        <translation>编号不符合本单位的规则，请再核对一次</translation>
    </message>
    <message>
        <source>The check digit does not fit: a digit is wrong or missing</source>
        <comment>SUBJECT_CHECK_DIGIT</comment>
        <translation>校验位不符，可能输错或漏输了一位</translation>
    </message>
    <message>
        <source>A spreadsheet has shortened this number; type it from the document</source>
        <comment>SUBJECT_SHORTENED</comment>
        <translation>该号码已被电子表格截短，请按证件重新输入</translation>
    </message>
    <message>
        <source>Full-width letters or digits; switch the input method and retype</source>
        <comment>SUBJECT_FULL_WIDTH</comment>
        <translation>编号含全角字符，请切换为半角后重新输入</translation>
    </message>
    <message>
        <source>Nobody is waiting. Type or scan a reference.</source>
        <comment>QUEUE_EMPTY</comment>
        <translation>没有人在排队，请输入或扫描编号</translation>
    </message>
    <message>
        <source>Ask the subject first</source>
        <comment>CONSENT_MISSING</comment>
        <translation>请先征求对方同意</translation>
    </message>
    <message>
        <source>The answer is being recorded …</source>
        <comment>CONSENT_BEING_RECORDED</comment>
        <translation>正在记录对方的答复……</translation>
    </message>
    <message>
        <source>The answer could not be recorded. Ask again, or take the other method.</source>
        <comment>CONSENT_NOT_RECORDED</comment>
        <translation>答复未能写入记录，请重新征求，或改用其他方式</translation>
    </message>
    <message>
        <source>The subject does not agree. Press O for the other method.</source>
        <comment>CONSENT_REFUSED</comment>
        <translation>对方不同意拍摄，请按 O 改用其他方式</translation>
    </message>
    <message>
        <source>No attempts left. A supervisor can allow more: press A.</source>
        <comment>ATTEMPTS_SPENT</comment>
        <translation>核验次数已用完，请按 A 由主管批准增加</translation>
    </message>
    <message>
        <source>This subject takes the other method. Press N for the next one.</source>
        <comment>OTHER_METHOD_TAKEN</comment>
        <translation>此人已改用其他方式，请按 N 叫下一位</translation>
    </message>
    <message>
        <source>The desk is locked</source>
        <comment>DESK_LOCKED</comment>
        <translation>工作台已锁定</translation>
    </message>
    <message>
        <source>Your role does not allow this</source>
        <comment>NOT_ALLOWED</comment>
        <translation>您的角色无权执行此操作</translation>
    </message>
    <message>
        <source>This could not be recorded, so it does not count. Try once more.</source>
        <comment>NOT_WRITTEN_DOWN</comment>
        <translation>未能写入记录，此操作不算数，请重试</translation>
    </message>
    <message>
        <source>A second person must confirm this</source>
        <comment>SECOND_PERSON_NEEDED</comment>
        <translation>此操作需要另一人确认</translation>
    </message>
    <message>
        <source>There is no recorded attempt to write this to</source>
        <comment>NOTHING_TO_DECIDE</comment>
        <translation>没有可以关联的核验记录</translation>
    </message>
</context>
<context>
    <name>troubles</name>
    <message>
        <source>Camera not found</source>
        <comment>NOT_FOUND.happened</comment>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>Plug it in, or choose another.</source>
        <comment>NOT_FOUND.next_step</comment>
        <translation>请接入摄像头，或另选一个。</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <comment>NO_FILE.happened</comment>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>Check its path, or choose another source.</source>
        <comment>NO_FILE.next_step</comment>
        <translation>请检查路径，或另选来源。</translation>
    </message>
    <message>
        <source>Camera in use</source>
        <comment>BUSY.happened</comment>
        <translation>摄像头被占用</translation>
    </message>
    <message>
        <source>Close the other program that uses it.</source>
        <comment>BUSY.next_step</comment>
        <translation>请关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>Camera not permitted</source>
        <comment>DENIED.happened</comment>
        <translation>无权使用摄像头</translation>
    </message>
    <message>
        <source>Allow it in the system's privacy settings (on Windows: ms-settings:privacy-webcam).</source>
        <comment>DENIED.next_step</comment>
        <translation>请在系统隐私设置中允许访问摄像头（Windows：ms-settings:privacy-webcam）。</translation>
    </message>
    <message>
        <source>Camera lost</source>
        <comment>LOST.happened</comment>
        <translation>摄像头已断开</translation>
    </message>
    <message>
        <source>Check the cable; it is tried again by itself.</source>
        <comment>LOST.next_step</comment>
        <translation>请检查连接线，系统会自动重试。</translation>
    </message>
    <message>
        <source>No usable picture</source>
        <comment>UNREADABLE.happened</comment>
        <translation>没有可用的画面</translation>
    </message>
    <message>
        <source>Choose another source.</source>
        <comment>UNREADABLE.next_step</comment>
        <translation>请选择其他来源。</translation>
    </message>
    <message>
        <source>Camera does not answer</source>
        <comment>TIMEOUT.happened</comment>
        <translation>摄像头无应答</translation>
    </message>
    <message>
        <source>Check it; it is tried again.</source>
        <comment>TIMEOUT.next_step</comment>
        <translation>请检查摄像头，系统会自动重试。</translation>
    </message>
    <message>
        <source>End of the recording</source>
        <comment>ENDED.happened</comment>
        <translation>播放已结束</translation>
    </message>
    <message>
        <source>Choose the source again.</source>
        <comment>ENDED.next_step</comment>
        <translation>请重新选择来源。</translation>
    </message>
    <message>
        <source>Camera hangs</source>
        <comment>HANGING.happened</comment>
        <translation>摄像头卡住了</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again; it then comes back by itself.</source>
        <comment>HANGING.next_step</comment>
        <translation>请拔下后重新接入，画面会自动恢复。</translation>
    </message>
    <message>
        <source>Camera covered or dark</source>
        <comment>COVERED.happened</comment>
        <translation>摄像头被遮挡或太暗</translation>
    </message>
    <message>
        <source>Open the shutter, take away what covers it, or switch on light.</source>
        <comment>COVERED.next_step</comment>
        <translation>请打开遮挡盖、移开遮挡物，或开灯。</translation>
    </message>
    <message>
        <source>The picture stands still</source>
        <comment>FROZEN.happened</comment>
        <translation>画面静止不动</translation>
    </message>
    <message>
        <source>Unplug the camera and plug it in again.</source>
        <comment>FROZEN.next_step</comment>
        <translation>请拔下摄像头后重新接入。</translation>
    </message>
    <message>
        <source>The picture is damaged</source>
        <comment>GARBLED.happened</comment>
        <translation>画面已损坏</translation>
    </message>
    <message>
        <source>Plug the camera straight into the computer, without a hub.</source>
        <comment>GARBLED.next_step</comment>
        <translation>请不经集线器，将摄像头直接接到电脑。</translation>
    </message>
    <message>
        <source>The picture is too small</source>
        <comment>TOO_SMALL.happened</comment>
        <translation>画面太小</translation>
    </message>
    <message>
        <source>Choose a camera with at least 640x480.</source>
        <comment>TOO_SMALL.next_step</comment>
        <translation>请选择不低于 640x480 的摄像头。</translation>
    </message>
    <message>
        <source>Too few pictures a second</source>
        <comment>TOO_SLOW.happened</comment>
        <translation>每秒画面太少</translation>
    </message>
    <message>
        <source>15 are needed: give more light, or close other programs.</source>
        <comment>TOO_SLOW.next_step</comment>
        <translation>至少需要 15 帧：请增加光线，或关闭其他程序。</translation>
    </message>
</context>
<context>
    <name>risks</name>
    <message>
        <source>More than one person is in the picture.</source>
        <comment>multiple_faces.happened</comment>
        <translation>画面中不止一人。</translation>
    </message>
    <message>
        <source>Let only the subject be seen, then capture again.</source>
        <comment>multiple_faces.next_step</comment>
        <translation>请只让受检人入镜，再重新拍摄。</translation>
    </message>
    <message>
        <source>The face is too dark.</source>
        <comment>too_dark.happened</comment>
        <translation>面部太暗。</translation>
    </message>
    <message>
        <source>Light the face from the front, then capture again.</source>
        <comment>too_dark.next_step</comment>
        <translation>请在受检人前方补光，再重新拍摄。</translation>
    </message>
    <message>
        <source>The face is too bright.</source>
        <comment>overexposed.happened</comment>
        <translation>面部过亮。</translation>
    </message>
    <message>
        <source>Turn the light away, then capture again.</source>
        <comment>overexposed.next_step</comment>
        <translation>请调开强光，再重新拍摄。</translation>
    </message>
    <message>
        <source>All evidence together is not enough for a live subject; no single piece stands out.</source>
        <comment>live_score.happened</comment>
        <translation>综合全部证据，尚不足以判定为真人；没有单项证据特别突出。</translation>
    </message>
    <message>
        <source>Light the face from the front, free the background, then capture again.</source>
        <comment>live_score.next_step</comment>
        <translation>请从前方补光、清空背景，然后重新拍摄。</translation>
    </message>
    <message>
        <source>This looks like a face on a screen.</source>
        <comment>looks_like_screen.happened</comment>
        <translation>疑似屏幕中的人脸。</translation>
    </message>
    <message>
        <source>Do not go on; call the supervisor.</source>
        <comment>looks_like_screen.next_step</comment>
        <translation>请勿继续，请联系主管。</translation>
    </message>
    <message>
        <source>This looks like a printed face.</source>
        <comment>looks_like_print.happened</comment>
        <translation>疑似打印的人脸。</translation>
    </message>
    <message>
        <source>Do not go on; call the supervisor.</source>
        <comment>looks_like_print.next_step</comment>
        <translation>请勿继续，请联系主管。</translation>
    </message>
    <message>
        <source>The face is framed by the edges of a screen or a sheet.</source>
        <comment>medium_edges.happened</comment>
        <translation>面部周围有屏幕或纸张的边缘。</translation>
    </message>
    <message>
        <source>Take away what frames the face, then capture again.</source>
        <comment>medium_edges.next_step</comment>
        <translation>请移开面部周围的物品，再重新拍摄。</translation>
    </message>
    <message>
        <source>The face ends like a mask or a cut-out.</source>
        <comment>looks_like_mask.happened</comment>
        <translation>面部边缘像面具或剪影。</translation>
    </message>
    <message>
        <source>Look at the subject: no mask, no sheet, chin free; then capture again.</source>
        <comment>looks_like_mask.next_step</comment>
        <translation>请查看受检人：不得戴面具、持纸张，露出下巴，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The face fills the picture.</source>
        <comment>face_too_large.happened</comment>
        <translation>面部占满画面。</translation>
    </message>
    <message>
        <source>Have the subject move back, then capture again.</source>
        <comment>face_too_large.next_step</comment>
        <translation>请受检人后退，再重新拍摄。</translation>
    </message>
    <message>
        <source>The face is cut off by the picture's border.</source>
        <comment>face_cut_off.happened</comment>
        <translation>面部被画面边缘截断。</translation>
    </message>
    <message>
        <source>Have the subject move to the middle, then capture again.</source>
        <comment>face_cut_off.next_step</comment>
        <translation>请受检人移到画面中央，再重新拍摄。</translation>
    </message>
    <message>
        <source>The picture has no colours, without which it cannot be judged.</source>
        <comment>monochrome.happened</comment>
        <translation>画面没有颜色，无法判断。</translation>
    </message>
    <message>
        <source>Use a colour camera, or switch off its night mode, then capture again.</source>
        <comment>monochrome.next_step</comment>
        <translation>请使用彩色摄像头或关闭夜视模式，再重新拍摄。</translation>
    </message>
    <message>
        <source>The picture is blurred.</source>
        <comment>blurred.happened</comment>
        <translation>画面模糊。</translation>
    </message>
    <message>
        <source>Hold still, clean or focus the camera, then capture again.</source>
        <comment>blurred.next_step</comment>
        <translation>请保持不动，擦拭镜头或对焦，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The picture is too noisy.</source>
        <comment>noisy.happened</comment>
        <translation>画面噪点过多。</translation>
    </message>
    <message>
        <source>Give more light, then capture again.</source>
        <comment>noisy.next_step</comment>
        <translation>请增加光线，再重新拍摄。</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>Depth in the movement</source>
        <comment>movement_depth</comment>
        <translation>转头的立体程度</translation>
    </message>
    <message>
        <source>Turn in proportion to narrowing</source>
        <comment>movement_solid</comment>
        <translation>转动与变窄之比</translation>
    </message>
    <message>
        <source>Certainty of the depth</source>
        <comment>movement_sure</comment>
        <translation>立体程度的把握</translation>
    </message>
    <message>
        <source>Size of the movement</source>
        <comment>movement_range</comment>
        <translation>转头幅度</translation>
    </message>
    <message>
        <source>Movement as asked, in time</source>
        <comment>movement_in_time</comment>
        <translation>按要求及时完成的动作</translation>
    </message>
    <message>
        <source>Pictures per second</source>
        <comment>frame_rate</comment>
        <translation>每秒画面数</translation>
    </message>
    <message>
        <source>Longest gap between pictures, s</source>
        <comment>frame_gap</comment>
        <translation>画面最长间隔（秒）</translation>
    </message>
    <message>
        <source>Jump of the face</source>
        <comment>face_jump</comment>
        <translation>面部位置突变</translation>
    </message>
    <message>
        <source>Sway of the face</source>
        <comment>face_sway</comment>
        <translation>面部的晃动</translation>
    </message>
    <message>
        <source>Longest standstill of the picture, s</source>
        <comment>face_frozen</comment>
        <translation>画面最长静止（秒）</translation>
    </message>
    <message>
        <source>Longest time without a face, s</source>
        <comment>face_lost</comment>
        <translation>无人脸的最长时间（秒）</translation>
    </message>
    <message>
        <source>Longest time lost in profile, s</source>
        <comment>face_aside</comment>
        <translation>侧脸丢失的最长时间（秒）</translation>
    </message>
    <message>
        <source>Change of the face</source>
        <comment>face_identity</comment>
        <translation>面部特征变化</translation>
    </message>
    <message>
        <source>One face throughout</source>
        <comment>one_face</comment>
        <translation>全程仅一人</translation>
    </message>
    <message>
        <source>Blinking</source>
        <comment>blink</comment>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Mouth movement</source>
        <comment>mouth</comment>
        <translation>嘴部活动</translation>
    </message>
    <message>
        <source>All evidence together</source>
        <comment>live_score</comment>
        <translation>全部证据综合得分</translation>
    </message>
    <message>
        <source>Likeness to a print</source>
        <comment>looks_like_print</comment>
        <translation>与打印品的相似度</translation>
    </message>
    <message>
        <source>Likeness to a screen</source>
        <comment>looks_like_screen</comment>
        <translation>与屏幕的相似度</translation>
    </message>
    <message>
        <source>Edges round the face</source>
        <comment>medium_edges</comment>
        <translation>面部周围的边缘</translation>
    </message>
    <message>
        <source>Sharpness of the edge of the chin</source>
        <comment>looks_like_mask</comment>
        <translation>下巴边缘的锐利程度</translation>
    </message>
    <message>
        <source>Size of the second face</source>
        <comment>multiple_faces</comment>
        <translation>第二张人脸的大小</translation>
    </message>
    <message>
        <source>Share of the picture that the face takes</source>
        <comment>face_too_large</comment>
        <translation>面部占画面的比例</translation>
    </message>
    <message>
        <source>Room round the face</source>
        <comment>face_cut_off</comment>
        <translation>面部与画面边缘的间距</translation>
    </message>
    <message>
        <source>Brightest parts of the face</source>
        <comment>too_dark</comment>
        <translation>面部最亮处的亮度</translation>
    </message>
    <message>
        <source>White parts of the face</source>
        <comment>overexposed</comment>
        <translation>面部过曝的比例</translation>
    </message>
    <message>
        <source>Grain of the picture</source>
        <comment>noisy</comment>
        <translation>画面噪点</translation>
    </message>
    <message>
        <source>Colours of the face</source>
        <comment>monochrome</comment>
        <translation>面部的色彩</translation>
    </message>
    <message>
        <source>Sharpness of the face</source>
        <comment>blurred</comment>
        <translation>面部清晰度</translation>
    </message>
    <message>
        <source>Played by a program</source>
        <comment>device_virtual</comment>
        <translation>由程序播放</translation>
    </message>
    <message>
        <source>Not on the list of cameras</source>
        <comment>device_unlisted</comment>
        <translation>不在已登记摄像头之列</translation>
    </message>
    <message>
        <source>Name of a virtual camera</source>
        <comment>device_name_hint</comment>
        <translation>名称像虚拟摄像头</translation>
    </message>
    <message>
        <source>Picture standing still, s</source>
        <comment>source_frozen</comment>
        <translation>画面静止时长（秒）</translation>
    </message>
    <message>
        <source>Likeness to a repeated recording</source>
        <comment>loop_likeness</comment>
        <translation>与重复播放录像的相似度</translation>
    </message>
    <message>
        <source>Repeats after, s</source>
        <comment>loop_period</comment>
        <translation>重复周期（秒）</translation>
    </message>
    <message>
        <source>Pictures that came again exactly</source>
        <comment>duplicates_exact</comment>
        <translation>完全重复的画面数</translation>
    </message>
    <message>
        <source>Share of pictures that came again nearly</source>
        <comment>duplicates_near</comment>
        <translation>几乎重复的画面比例</translation>
    </message>
    <message>
        <source>Unevenness of the time between pictures</source>
        <comment>cadence_regular</comment>
        <translation>画面间隔的波动</translation>
    </message>
    <message>
        <source>Share of bursts and gaps</source>
        <comment>cadence_jitter</comment>
        <translation>间隔异常的画面比例</translation>
    </message>
    <message>
        <source>Answer to a change of exposure</source>
        <comment>exposure_step</comment>
        <translation>对曝光变化的响应</translation>
    </message>
    <message>
        <source>Answer to a change of white balance</source>
        <comment>white_step</comment>
        <translation>对白平衡变化的响应</translation>
    </message>
    <message>
        <source>Seconds since these answers</source>
        <comment>probe_age</comment>
        <translation>距上次响应测试（秒）</translation>
    </message>
    <message>
        <source>Movement of the head by itself</source>
        <comment>head_movement</comment>
        <translation>头部自身的动作幅度</translation>
    </message>
    <message>
        <source>Head not yet seen to move</source>
        <comment>movement_unseen</comment>
        <translation>尚未看到头部动作</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <source>The record has been altered ({detail}).</source>
        <comment>RECORD_ALTERED.happened</comment>
        <translation>记录已被改动（{detail}）。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station; change nothing on this computer.</source>
        <comment>RECORD_ALTERED.next_step</comment>
        <translation>请通知本站负责人，不要更改这台电脑上的任何内容。</translation>
    </message>
    <message>
        <source>Entries of the record are missing ({detail}).</source>
        <comment>RECORD_ROLLED_BACK.happened</comment>
        <translation>记录中有条目缺失（{detail}）。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station; change nothing on this computer.</source>
        <comment>RECORD_ROLLED_BACK.next_step</comment>
        <translation>请通知本站负责人，不要更改这台电脑上的任何内容。</translation>
    </message>
    <message>
        <source>Entries of the record bear no code ({detail}): nothing is signed until somebody looks.</source>
        <comment>RECORD_UNVOUCHED.happened</comment>
        <translation>记录中有条目没有校验码（{detail}），核实之前不再签名。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station; docs/ledger.md says how.</source>
        <comment>RECORD_UNVOUCHED.next_step</comment>
        <translation>请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record was damaged and has been set aside as {detail}; a new one was begun.</source>
        <comment>RECORD_QUARANTINED.happened</comment>
        <translation>记录已损坏，已另存为 {detail}，并重新开始了一份。</translation>
    </message>
    <message>
        <source>Keep that file and tell whoever is in charge of this station.</source>
        <comment>RECORD_QUARANTINED.next_step</comment>
        <translation>请保留该文件并通知本站负责人。</translation>
    </message>
    <message>
        <source>The record that this desk had ({detail}) is gone; a new one was begun.</source>
        <comment>RECORD_MISSING.happened</comment>
        <translation>本台原有的记录（{detail}）不见了，已重新开始了一份。</translation>
    </message>
    <message>
        <source>Find it or say where it went: tell whoever is in charge of this station.</source>
        <comment>RECORD_MISSING.next_step</comment>
        <translation>请找回它，并通知本站负责人。</translation>
    </message>
    <message>
        <source>Nothing can be recorded. {detail}</source>
        <comment>RECORD_DOWN.happened</comment>
        <translation>无法记录。{detail}</translation>
    </message>
    <message>
        <source>No check counts until this is mended.</source>
        <comment>RECORD_DOWN.next_step</comment>
        <translation>修复之前，任何检测都不算数。</translation>
    </message>
    <message>
        <source>The record lies in a folder that {detail} copies, which can damage it.</source>
        <comment>PLACE_SYNCED.happened</comment>
        <translation>记录位于 {detail} 同步的文件夹中，可能因此损坏。</translation>
    </message>
    <message>
        <source>Have it moved to a folder of this computer alone.</source>
        <comment>PLACE_SYNCED.next_step</comment>
        <translation>请将其移到仅属本机的文件夹。</translation>
    </message>
    <message>
        <source>The record lies on a network drive ({detail}), which can damage it.</source>
        <comment>PLACE_NETWORKED.happened</comment>
        <translation>记录位于网络驱动器上（{detail}），可能因此损坏。</translation>
    </message>
    <message>
        <source>Have it moved to a folder of this computer.</source>
        <comment>PLACE_NETWORKED.next_step</comment>
        <translation>请将其移到本机的文件夹。</translation>
    </message>
    <message>
        <source>A kept picture cannot be read ({detail}).</source>
        <comment>PICTURES_UNREADABLE.happened</comment>
        <translation>有一张留存的图片无法读取（{detail}）。</translation>
    </message>
    <message>
        <source>It was damaged or exchanged: tell whoever is in charge of this station.</source>
        <comment>PICTURES_UNREADABLE.next_step</comment>
        <translation>它已损坏或被调换，请通知本站负责人。</translation>
    </message>
    <message>
        <source>Old data was not erased ({detail}).</source>
        <comment>RETENTION_REFUSED.happened</comment>
        <translation>到期数据未删除（{detail}）。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station.</source>
        <comment>RETENTION_REFUSED.next_step</comment>
        <translation>请通知本站负责人。</translation>
    </message>
    <message>
        <source>No checkpoint has reached an outside place for {detail}.</source>
        <comment>WITNESS_OLD.happened</comment>
        <translation>已有 {detail}没有检查点送达外部位置。</translation>
    </message>
    <message>
        <source>See that the folder for checkpoints can be reached.</source>
        <comment>WITNESS_OLD.next_step</comment>
        <translation>请确认存放检查点的文件夹可以访问。</translation>
    </message>
    <message>
        <source>A setting cannot be used and has its default instead: {detail}.</source>
        <comment>SETTINGS_FALLBACK.happened</comment>
        <translation>有设置无法使用，已改用默认值：{detail}。</translation>
    </message>
    <message>
        <source>Correct it in the settings file, then start again.</source>
        <comment>SETTINGS_FALLBACK.next_step</comment>
        <translation>请在设置文件中更正，然后重新启动。</translation>
    </message>
    <message>
        <source>The list of cameras ({detail}) cannot be used, so that every camera is refused.</source>
        <comment>CAMERAS_UNREADABLE.happened</comment>
        <translation>摄像头名单（{detail}）无法使用，因此所有摄像头都会被拒绝。</translation>
    </message>
    <message>
        <source>Correct or remove that file beside the settings, then start again.</source>
        <comment>CAMERAS_UNREADABLE.next_step</comment>
        <translation>请更正或删除设置文件旁的该文件，然后重新启动。</translation>
    </message>
    <message>
        <source>The settings file cannot be used; every setting has its default.</source>
        <comment>SETTINGS_UNREADABLE.happened</comment>
        <translation>设置文件无法使用，全部采用默认值。</translation>
    </message>
    <message>
        <source>Correct the file, then start again.</source>
        <comment>SETTINGS_UNREADABLE.next_step</comment>
        <translation>请更正该文件，然后重新启动。</translation>
    </message>
    <message>
        <source>A setting was less strict than this computer's policy and has been raised: {detail}.</source>
        <comment>POLICY_RAISED.happened</comment>
        <translation>有设置低于本机策略的要求，已自动提高：{detail}。</translation>
    </message>
    <message>
        <source>Settings (F10) show what the policy lays down.</source>
        <comment>POLICY_RAISED.next_step</comment>
        <translation>按 F10 可查看策略规定的内容。</translation>
    </message>
    <message>
        <source>This computer's policy file ({detail}) cannot be used; the strictest rules hold.</source>
        <comment>POLICY_UNREADABLE.happened</comment>
        <translation>本机的策略文件（{detail}）无法使用，已按最严格的规定执行。</translation>
    </message>
    <message>
        <source>Have an administrator of this computer correct it, then start again.</source>
        <comment>POLICY_UNREADABLE.next_step</comment>
        <translation>请让本机管理员更正该文件，然后重新启动。</translation>
    </message>
    <message>
        <source>The file of accounts cannot be used ({detail}), so that nobody can sign in.</source>
        <comment>ACCOUNTS_UNREADABLE.happened</comment>
        <translation>人员文件无法使用（{detail}），目前无人能登录。</translation>
    </message>
    <message>
        <source>Put back a copy of people.json beside the settings.</source>
        <comment>ACCOUNTS_UNREADABLE.next_step</comment>
        <translation>请在设置文件旁恢复人员文件的副本。</translation>
    </message>
    <message>
        <source>{detail}</source>
        <comment>LIGHT_CHANGED.happened</comment>
        <translation>{detail}</translation>
    </message>
    <message>
        <source>F5 shows what to do.</source>
        <comment>LIGHT_CHANGED.next_step</comment>
        <translation>按 F5 查看如何处理。</translation>
    </message>
    <message>
        <source>This desk has not been set up with this camera.</source>
        <comment>DESK_NOT_SET_UP.happened</comment>
        <translation>尚未用这台摄像头设置工作台。</translation>
    </message>
    <message>
        <source>F6 does it in four short steps.</source>
        <comment>DESK_NOT_SET_UP.next_step</comment>
        <translation>按 F6，四步即可完成。</translation>
    </message>
    <message>
        <source>Who was in line when the program ended cannot be read.</source>
        <comment>QUEUE_UNREADABLE.happened</comment>
        <translation>无法读取程序上次结束时的排队名单。</translation>
    </message>
    <message>
        <source>Put them in line again, or take the list again.</source>
        <comment>QUEUE_UNREADABLE.next_step</comment>
        <translation>请重新加入排队，或重新导入名单。</translation>
    </message>
    <message>
        <source>The line cannot be kept on disk: after a crash it would be gone.</source>
        <comment>QUEUE_NOT_KEPT.happened</comment>
        <translation>排队名单无法存盘，程序若意外结束就会丢失。</translation>
    </message>
    <message>
        <source>Make room on the disk. Checks are not touched by it.</source>
        <comment>QUEUE_NOT_KEPT.next_step</comment>
        <translation>请腾出磁盘空间，检测不受影响。</translation>
    </message>
    <message>
        <source>The two engines agree less often than they used to ({detail}).</source>
        <comment>ENGINES_DRIFTED.happened</comment>
        <translation>两个引擎的判定不如以往一致（{detail}）。</translation>
    </message>
    <message>
        <source>Open the review lane: something has changed about an engine, a camera or the light.</source>
        <comment>ENGINES_DRIFTED.next_step</comment>
        <translation>请打开“复核”查看：引擎、摄像头或光线可能有变化。</translation>
    </message>
</context>
<context>
    <name>cameras</name>
    <message>
        <source>{label}, {size}</source>
        <comment>source</comment>
        <translation>{label}，{size}</translation>
    </message>
    <message>
        <source>{width}x{height} at {rate} fps</source>
        <comment>size</comment>
        <translation>{width}×{height}，{rate} 帧/秒</translation>
    </message>
    <message>
        <source>{width}x{height}</source>
        <comment>size_only</comment>
        <translation>{width}×{height}</translation>
    </message>
    <message>
        <source>demo</source>
        <comment>demo</comment>
        <translation>演示</translation>
    </message>
    <message>
        <source>Opening {label} … {seconds} s</source>
        <comment>opening</comment>
        <translation>正在打开 {label} … {seconds} 秒</translation>
    </message>
    <message>
        <source>{camera} (measured: {rate} fps)</source>
        <comment>measured</comment>
        <translation>{camera}（实测 {rate} 帧/秒）</translation>
    </message>
    <message>
        <source>{camera} instead of {missing}, which is not there</source>
        <comment>instead</comment>
        <translation>{camera}（{missing} 未接入，暂用此摄像头）</translation>
    </message>
    <message>
        <source>{label} (virtual: a program, not a camera)</source>
        <comment>kinds.VIRTUAL</comment>
        <translation>{label}（虚拟：是程序，不是摄像头）</translation>
    </message>
    <message>
        <source>{label} (infrared)</source>
        <comment>kinds.INFRARED</comment>
        <translation>{label}（红外）</translation>
    </message>
    <message>
        <source>{label} (depth)</source>
        <comment>kinds.DEPTH</comment>
        <translation>{label}（深度）</translation>
    </message>
    <message>
        <source>Stop opening</source>
        <comment>stop</comment>
        <translation>停止打开</translation>
    </message>
    <message>
        <source>It goes on by itself. To wait no longer, choose “Stop opening” in the list.</source>
        <comment>stop_hint</comment>
        <translation>仍在继续尝试。如不想再等，请在列表中选择“停止打开”。</translation>
    </message>
    <message>
        <source>Stream not found</source>
        <comment>troubles.STREAM+NOT_FOUND.happened</comment>
        <translation>未找到视频流</translation>
    </message>
    <message>
        <source>Check its address, and whether the sender is running.</source>
        <comment>troubles.STREAM+NOT_FOUND.next_step</comment>
        <translation>请检查地址，并确认发送端正在运行。</translation>
    </message>
    <message>
        <source>Stream in use</source>
        <comment>troubles.STREAM+BUSY.happened</comment>
        <translation>视频流被占用</translation>
    </message>
    <message>
        <source>Close another program that receives it, or let the sender serve more.</source>
        <comment>troubles.STREAM+BUSY.next_step</comment>
        <translation>请关闭正在接收它的其他程序，或让发送端允许更多连接。</translation>
    </message>
    <message>
        <source>Stream not permitted</source>
        <comment>troubles.STREAM+DENIED.happened</comment>
        <translation>无权访问视频流</translation>
    </message>
    <message>
        <source>Check user name and password in its address.</source>
        <comment>troubles.STREAM+DENIED.next_step</comment>
        <translation>请检查地址中的用户名和密码。</translation>
    </message>
    <message>
        <source>Stream lost</source>
        <comment>troubles.STREAM+LOST.happened</comment>
        <translation>视频流已中断</translation>
    </message>
    <message>
        <source>Check the network and the sender; it is tried again by itself.</source>
        <comment>troubles.STREAM+LOST.next_step</comment>
        <translation>请检查网络和发送端，系统会自动重试。</translation>
    </message>
    <message>
        <source>No usable picture in the stream</source>
        <comment>troubles.STREAM+UNREADABLE.happened</comment>
        <translation>视频流中没有可用的画面</translation>
    </message>
    <message>
        <source>Check what the sender sends, or choose another source.</source>
        <comment>troubles.STREAM+UNREADABLE.next_step</comment>
        <translation>请检查发送端的内容，或选择其他来源。</translation>
    </message>
    <message>
        <source>Stream does not answer</source>
        <comment>troubles.STREAM+TIMEOUT.happened</comment>
        <translation>视频流无应答</translation>
    </message>
    <message>
        <source>Check its address and the network; it is tried again.</source>
        <comment>troubles.STREAM+TIMEOUT.next_step</comment>
        <translation>请检查地址和网络，系统会自动重试。</translation>
    </message>
    <message>
        <source>End of the stream</source>
        <comment>troubles.STREAM+ENDED.happened</comment>
        <translation>视频流已结束</translation>
    </message>
    <message>
        <source>Start the sender again; or choose another source.</source>
        <comment>troubles.STREAM+ENDED.next_step</comment>
        <translation>请重新启动发送端，或选择其他来源。</translation>
    </message>
    <message>
        <source>Stream hangs</source>
        <comment>troubles.STREAM+HANGING.happened</comment>
        <translation>视频流卡住了</translation>
    </message>
    <message>
        <source>Check the network and the sender, then choose the source again.</source>
        <comment>troubles.STREAM+HANGING.next_step</comment>
        <translation>请检查网络和发送端，然后重新选择来源。</translation>
    </message>
    <message>
        <source>The picture of the stream stands still</source>
        <comment>troubles.STREAM+FROZEN.happened</comment>
        <translation>视频流画面静止不动</translation>
    </message>
    <message>
        <source>Start the sender again.</source>
        <comment>troubles.STREAM+FROZEN.next_step</comment>
        <translation>请重新启动发送端。</translation>
    </message>
    <message>
        <source>The picture of the stream is damaged</source>
        <comment>troubles.STREAM+GARBLED.happened</comment>
        <translation>视频流画面已损坏</translation>
    </message>
    <message>
        <source>Check the network, or have the sender send less at a time.</source>
        <comment>troubles.STREAM+GARBLED.next_step</comment>
        <translation>请检查网络，或降低发送端的码率。</translation>
    </message>
    <message>
        <source>The picture of the stream is too small</source>
        <comment>troubles.STREAM+TOO_SMALL.happened</comment>
        <translation>视频流画面太小</translation>
    </message>
    <message>
        <source>Have the sender send at least 640x480.</source>
        <comment>troubles.STREAM+TOO_SMALL.next_step</comment>
        <translation>请将发送端设为不低于 640x480。</translation>
    </message>
    <message>
        <source>Too few pictures a second in the stream</source>
        <comment>troubles.STREAM+TOO_SLOW.happened</comment>
        <translation>视频流每秒画面太少</translation>
    </message>
    <message>
        <source>Have the sender send at least 15 a second, or check the network.</source>
        <comment>troubles.STREAM+TOO_SLOW.next_step</comment>
        <translation>请将发送端设为每秒至少 15 帧，或检查网络。</translation>
    </message>
    <message>
        <source>File not found</source>
        <comment>troubles.FILE+NOT_FOUND.happened</comment>
        <translation>未找到文件</translation>
    </message>
    <message>
        <source>Check its path, or choose another file.</source>
        <comment>troubles.FILE+NOT_FOUND.next_step</comment>
        <translation>请检查路径，或选择其他文件。</translation>
    </message>
    <message>
        <source>File in use</source>
        <comment>troubles.FILE+BUSY.happened</comment>
        <translation>文件被占用</translation>
    </message>
    <message>
        <source>Close the other program that has it open.</source>
        <comment>troubles.FILE+BUSY.next_step</comment>
        <translation>请关闭正在使用它的其他程序。</translation>
    </message>
    <message>
        <source>File not permitted</source>
        <comment>troubles.FILE+DENIED.happened</comment>
        <translation>无权读取文件</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or choose another file.</source>
        <comment>troubles.FILE+DENIED.next_step</comment>
        <translation>请获取读取权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>The file cannot be read any more</source>
        <comment>troubles.FILE+LOST.happened</comment>
        <translation>文件无法继续读取</translation>
    </message>
    <message>
        <source>Check the drive that it is on, or choose another file.</source>
        <comment>troubles.FILE+LOST.next_step</comment>
        <translation>请检查所在的磁盘，或选择其他文件。</translation>
    </message>
    <message>
        <source>No usable picture in the file</source>
        <comment>troubles.FILE+UNREADABLE.happened</comment>
        <translation>文件中没有可用的画面</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <comment>troubles.FILE+UNREADABLE.next_step</comment>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>The file does not open</source>
        <comment>troubles.FILE+TIMEOUT.happened</comment>
        <translation>文件打不开</translation>
    </message>
    <message>
        <source>Check the drive that it is on; it is tried again.</source>
        <comment>troubles.FILE+TIMEOUT.next_step</comment>
        <translation>请检查所在的磁盘，系统会自动重试。</translation>
    </message>
    <message>
        <source>Reading the file hangs</source>
        <comment>troubles.FILE+HANGING.happened</comment>
        <translation>读取文件时卡住了</translation>
    </message>
    <message>
        <source>Copy it to this computer and choose it there.</source>
        <comment>troubles.FILE+HANGING.next_step</comment>
        <translation>请将文件复制到本机后重新选择。</translation>
    </message>
</context>
<context>
    <name>consent</name>
    <message>
        <source>Wait for the subject's answer</source>
        <comment>heading</comment>
        <translation>等待受检人答复</translation>
    </message>
    <message>
        <source>Text in {language}, version {version}</source>
        <comment>text</comment>
        <translation>{language}文本，版本 {version}</translation>
    </message>
    <message>
        <source>Page {page} of {pages} is shown; Page Down and Page Up turn it</source>
        <comment>page</comment>
        <translation>正在显示第 {page} 页，共 {pages} 页；用 PgDn、PgUp 键翻页</translation>
    </message>
    <message>
        <source>The subject reads it on the second screen.</source>
        <comment>on_display</comment>
        <translation>受检人正在第二屏幕上阅读。</translation>
    </message>
    <message>
        <source>F9 shows it on this screen: then turn the screen to the subject.</source>
        <comment>on_curtain</comment>
        <translation>按 F9 在本屏显示，再将屏幕转向受检人。</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>yes</comment>
        <translation>同意</translation>
    </message>
    <message>
        <source>Yes, also {host}</source>
        <comment>yes_cloud</comment>
        <translation>同意，也可发往 {host}</translation>
    </message>
    <message>
        <source>Yes, only on this computer</source>
        <comment>yes_here</comment>
        <translation>同意，但只在本机</translation>
    </message>
    <message>
        <source>No</source>
        <comment>no</comment>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Other language</source>
        <comment>language</comment>
        <translation>换一种语言</translation>
    </message>
    <message>
        <source>Writing the answer down…</source>
        <comment>recording</comment>
        <translation>正在记录答复…</translation>
    </message>
    <message>
        <source>English</source>
        <comment>languages.en</comment>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <comment>languages.zh_CN</comment>
        <translation>中文</translation>
    </message>
</context>
<context>
    <name>dates</name>
    <message>
        <source>{day} {month} {year}</source>
        <comment>day</comment>
        <translation>{year}年{month}月{day}日</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <comment>moment</comment>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Jan</source>
        <comment>months.0</comment>
        <translation>1</translation>
    </message>
    <message>
        <source>Feb</source>
        <comment>months.1</comment>
        <translation>2</translation>
    </message>
    <message>
        <source>Mar</source>
        <comment>months.2</comment>
        <translation>3</translation>
    </message>
    <message>
        <source>Apr</source>
        <comment>months.3</comment>
        <translation>4</translation>
    </message>
    <message>
        <source>May</source>
        <comment>months.4</comment>
        <translation>5</translation>
    </message>
    <message>
        <source>Jun</source>
        <comment>months.5</comment>
        <translation>6</translation>
    </message>
    <message>
        <source>Jul</source>
        <comment>months.6</comment>
        <translation>7</translation>
    </message>
    <message>
        <source>Aug</source>
        <comment>months.7</comment>
        <translation>8</translation>
    </message>
    <message>
        <source>Sep</source>
        <comment>months.8</comment>
        <translation>9</translation>
    </message>
    <message>
        <source>Oct</source>
        <comment>months.9</comment>
        <translation>10</translation>
    </message>
    <message>
        <source>Nov</source>
        <comment>months.10</comment>
        <translation>11</translation>
    </message>
    <message>
        <source>Dec</source>
        <comment>months.11</comment>
        <translation>12</translation>
    </message>
</context>
<context>
    <name>decisions</name>
    <message>
        <source>Another way</source>
        <comment>other_title</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>The subject is served without the camera. This is recorded as an outcome of its own.</source>
        <comment>other_intro</comment>
        <translation>不使用摄像头，改用其他方式办理，并作为单独的结果记录。</translation>
    </message>
    <message>
        <source>The subject said no</source>
        <comment>other_reasons.CONSENT_REFUSED</comment>
        <translation>受检人不同意</translation>
    </message>
    <message>
        <source>The subject prefers another way</source>
        <comment>other_reasons.SUBJECT_WISHES</comment>
        <translation>受检人希望用其他方式</translation>
    </message>
    <message>
        <source>The subject cannot be checked by camera</source>
        <comment>other_reasons.CANNOT_BE_CHECKED</comment>
        <translation>受检人无法用摄像头核验</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <comment>other_reasons.ATTEMPTS_SPENT</comment>
        <translation>尝试次数过多</translation>
    </message>
    <message>
        <source>Camera or program does not work</source>
        <comment>other_reasons.EQUIPMENT_FAULT</comment>
        <translation>摄像头或程序故障</translation>
    </message>
    <message>
        <source>Under 14, and no guardian is here</source>
        <comment>other_reasons.UNDER_AGE</comment>
        <translation>未满 14 周岁且监护人不在场</translation>
    </message>
    <message>
        <source>Another reason</source>
        <comment>other_reasons.OTHER</comment>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Your decision</source>
        <comment>override_title</comment>
        <translation>您的决定</translation>
    </message>
    <message>
        <source>The machine said {verdict}. That stays in the record; your decision stands beside it.</source>
        <comment>override_intro</comment>
        <translation>机器判定为“{verdict}”，该判定保留在记录中，您的决定另行记录。</translation>
    </message>
    <message>
        <source>Let the person pass</source>
        <comment>decisions.ACCEPT</comment>
        <translation>放行</translation>
    </message>
    <message>
        <source>Do not let the person pass</source>
        <comment>decisions.REFUSE</comment>
        <translation>不放行</translation>
    </message>
    <message>
        <source>A document was looked at</source>
        <comment>override_reasons.IDENTITY_DOCUMENT</comment>
        <translation>已查验证件</translation>
    </message>
    <message>
        <source>I know the person</source>
        <comment>override_reasons.KNOWN_PERSON</comment>
        <translation>认识本人</translation>
    </message>
    <message>
        <source>A colleague has confirmed it</source>
        <comment>override_reasons.SECOND_PERSON_CONFIRMED</comment>
        <translation>同事已确认</translation>
    </message>
    <message>
        <source>The person cannot be checked by camera</source>
        <comment>override_reasons.CANNOT_BE_CHECKED</comment>
        <translation>本人无法用摄像头核验</translation>
    </message>
    <message>
        <source>Camera or program does not work</source>
        <comment>override_reasons.EQUIPMENT_FAULT</comment>
        <translation>摄像头或程序故障</translation>
    </message>
    <message>
        <source>Emergency</source>
        <comment>override_reasons.EMERGENCY</comment>
        <translation>紧急情况</translation>
    </message>
    <message>
        <source>I suspect a fraud</source>
        <comment>override_reasons.SUSPECTED_ATTACK</comment>
        <translation>怀疑有欺诈</translation>
    </message>
    <message>
        <source>It is somebody else</source>
        <comment>override_reasons.WRONG_PERSON</comment>
        <translation>并非本人</translation>
    </message>
    <message>
        <source>The subject has left</source>
        <comment>override_reasons.SUBJECT_LEFT</comment>
        <translation>受检人已离开</translation>
    </message>
    <message>
        <source>Another reason</source>
        <comment>override_reasons.OTHER</comment>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>A second person has to confirm this with their own PIN.</source>
        <comment>second_asked</comment>
        <translation>此决定须由另一位人员输入本人 PIN 确认。</translation>
    </message>
    <message>
        <source>A second person should confirm this. This station has no accounts, so nobody can be asked: you decide alone.</source>
        <comment>second_missing</comment>
        <translation>此决定本应由另一位人员确认，但本站未设账户，无人可确认，由您单独决定。</translation>
    </message>
    <message>
        <source>Note (room for {left} more)</source>
        <comment>note</comment>
        <translation>备注（还可输入 {left} 字）</translation>
    </message>
    <message>
        <source>Write in the note which reason.</source>
        <comment>note_needed</comment>
        <translation>请在备注中写明原因。</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>note_title</comment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Kept with this check, apart from the sealed record, and erased with the names.</source>
        <comment>note_intro</comment>
        <translation>与本次核验一同保存，不写入封存的记录，并随姓名一起删除。</translation>
    </message>
    <message>
        <source>Enter saves, Shift+Enter begins a new line</source>
        <comment>keys_hint</comment>
        <translation>回车键保存，Shift+回车换行</translation>
    </message>
    <message>
        <source>Save</source>
        <comment>save</comment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>cancel</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>keys_title</comment>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>close</comment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message numerus="yes">
        <source>%n hours</source>
        <comment>hours</comment>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>this computer's clock is ahead</source>
        <comment>doubts.CLOCK_AHEAD</comment>
        <translation>本机时钟偏快</translation>
    </message>
    <message>
        <source>this computer's clock is behind</source>
        <comment>doubts.CLOCK_BEHIND</comment>
        <translation>本机时钟偏慢</translation>
    </message>
    <message>
        <source>it is under legal hold</source>
        <comment>doubts.HELD</comment>
        <translation>受法律保全</translation>
    </message>
    <message>
        <source>the record has been altered</source>
        <comment>doubts.ALTERED</comment>
        <translation>记录已被改动</translation>
    </message>
    <message>
        <source>it could not be recorded</source>
        <comment>doubts.NOT_RECORDED</comment>
        <translation>无法记录</translation>
    </message>
</context>
<context>
    <name>gates</name>
    <message>
        <source>Uncover the camera</source>
        <comment>hints.COVERED</comment>
        <translation>请打开摄像头遮挡盖</translation>
    </message>
    <message>
        <source>Sit in front of the camera</source>
        <comment>hints.NO_FACE</comment>
        <translation>请坐到摄像头前</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <comment>hints.SEVERAL_FACES</comment>
        <translation>请仅保留一人在画面中</translation>
    </message>
    <message>
        <source>Come a little nearer</source>
        <comment>hints.TOO_FAR</comment>
        <translation>请靠近一些</translation>
    </message>
    <message>
        <source>Move back a little</source>
        <comment>hints.TOO_NEAR</comment>
        <translation>请稍微后退</translation>
    </message>
    <message>
        <source>Move to your left</source>
        <comment>hints.OFF_CENTRE_LEFT</comment>
        <translation>请向您的左侧移动</translation>
    </message>
    <message>
        <source>Move to your right</source>
        <comment>hints.OFF_CENTRE_RIGHT</comment>
        <translation>请向您的右侧移动</translation>
    </message>
    <message>
        <source>Sit up, or tilt the camera down</source>
        <comment>hints.OFF_CENTRE_UP</comment>
        <translation>请坐直，或将摄像头调低</translation>
    </message>
    <message>
        <source>Sit lower, or tilt the camera up</source>
        <comment>hints.OFF_CENTRE_DOWN</comment>
        <translation>请坐低，或将摄像头调高</translation>
    </message>
    <message>
        <source>Hold your head upright</source>
        <comment>hints.TILTED</comment>
        <translation>请摆正头部</translation>
    </message>
    <message>
        <source>Look straight at the camera</source>
        <comment>hints.TURNED</comment>
        <translation>请正视摄像头</translation>
    </message>
    <message>
        <source>Too much light from behind: turn away from the window</source>
        <comment>hints.BACKLIT</comment>
        <translation>背光过强，请避开身后的窗户</translation>
    </message>
    <message>
        <source>More light on the face</source>
        <comment>hints.TOO_DARK</comment>
        <translation>脸部太暗，请增加光线</translation>
    </message>
    <message>
        <source>Less light on the face</source>
        <comment>hints.TOO_BRIGHT</comment>
        <translation>脸部太亮，请减弱光线</translation>
    </message>
    <message>
        <source>A lamp glares on the face: turn it aside</source>
        <comment>hints.GLARE</comment>
        <translation>脸部反光，请移开灯光</translation>
    </message>
    <message>
        <source>Light from one side only: turn towards it</source>
        <comment>hints.SIDE_LIT</comment>
        <translation>光线偏向一侧，请转向光源</translation>
    </message>
    <message>
        <source>Hold still</source>
        <comment>hints.MOVING</comment>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Not sharp: hold still, wipe the lens</source>
        <comment>hints.BLURRED</comment>
        <translation>画面模糊，请保持不动或擦拭镜头</translation>
    </message>
    <message>
        <source>Uncover your face: mask, dark glasses, hand</source>
        <comment>hints.FACE_COVERED</comment>
        <translation>请露出整张脸，摘下口罩、墨镜，移开手</translation>
    </message>
    <message>
        <source>Open your eyes</source>
        <comment>hints.EYES_CLOSED</comment>
        <translation>请睁开眼睛</translation>
    </message>
    <message>
        <source>Press again to send it as it is</source>
        <comment>insist</comment>
        <translation>再按一次，仍按现状提交</translation>
    </message>
    <message>
        <source>Not sent: a check is about one person alone</source>
        <comment>firm</comment>
        <translation>未提交：每次核验只能针对一个人</translation>
    </message>
    <message>
        <source>auto {seconds:.1f} s</source>
        <comment>auto</comment>
        <translation>{seconds:.1f} 秒后自动拍摄</translation>
    </message>
    <message>
        <source>waiting for a movement of the head</source>
        <comment>move</comment>
        <translation>请稍微动一下头</translation>
    </message>
    <message>
        <source>The picture cannot be looked at before it is sent; captures are taken as they come</source>
        <comment>broken</comment>
        <translation>无法在提交前检查画面，拍摄将直接提交</translation>
    </message>
    <message>
        <source>SUBJECT LEFT</source>
        <comment>left</comment>
        <translation>人已离开</translation>
    </message>
    <message>
        <source>This check passed, and its subject has gone since.</source>
        <comment>left_happened</comment>
        <translation>本次核验曾通过，但被核验人随后离开了画面。</translation>
    </message>
    <message>
        <source>Let nobody pass on it. Check again.</source>
        <comment>left_next</comment>
        <translation>请勿据此放行，请重新核验。</translation>
    </message>
    <message>
        <source>What is measured</source>
        <comment>title</comment>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Measures</source>
        <comment>open</comment>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Nothing is being measured</source>
        <comment>waiting</comment>
        <translation>当前没有测量</translation>
    </message>
    <message>
        <source>Measure</source>
        <comment>headings.0</comment>
        <translation>项目</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>headings.1</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Limits</source>
        <comment>headings.2</comment>
        <translation>限值</translation>
    </message>
    <message>
        <source>Second face, by its area</source>
        <comment>components.SINGLE_FACE</comment>
        <translation>第二张人脸的面积比</translation>
    </message>
    <message>
        <source>Width of the face, px</source>
        <comment>components.HEAD_SIZE</comment>
        <translation>人脸宽度（像素）</translation>
    </message>
    <message>
        <source>Room on the subject's right</source>
        <comment>components.LEFTWARD_CROP</comment>
        <translation>本人右侧余量</translation>
    </message>
    <message>
        <source>Room on the subject's left</source>
        <comment>components.RIGHTWARD_CROP</comment>
        <translation>本人左侧余量</translation>
    </message>
    <message>
        <source>Room above</source>
        <comment>components.MARGIN_ABOVE</comment>
        <translation>上方余量</translation>
    </message>
    <message>
        <source>Room below</source>
        <comment>components.MARGIN_BELOW</comment>
        <translation>下方余量</translation>
    </message>
    <message>
        <source>Head tilted, degrees</source>
        <comment>components.ROLL</comment>
        <translation>头部倾斜（度）</translation>
    </message>
    <message>
        <source>Head turned, degrees</source>
        <comment>components.YAW</comment>
        <translation>头部转向（度）</translation>
    </message>
    <message>
        <source>Head raised, degrees</source>
        <comment>components.PITCH</comment>
        <translation>头部俯仰（度）</translation>
    </message>
    <message>
        <source>Part in shadow</source>
        <comment>components.UNDER_EXPOSURE</comment>
        <translation>阴影部分</translation>
    </message>
    <message>
        <source>Part burnt out</source>
        <comment>components.OVER_EXPOSURE</comment>
        <translation>过曝部分</translation>
    </message>
    <message>
        <source>Light on the face</source>
        <comment>components.LUMINANCE</comment>
        <translation>脸部亮度</translation>
    </message>
    <message>
        <source>Brighter half by darker</source>
        <comment>components.EVENNESS_OF_LIGHT</comment>
        <translation>明暗两侧之比</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <comment>components.SHARPNESS</comment>
        <translation>细节清晰度</translation>
    </message>
    <message>
        <source>Eyes open</source>
        <comment>components.EYES_OPEN</comment>
        <translation>睁眼程度</translation>
    </message>
    <message>
        <source>Eyes to be seen</source>
        <comment>components.EYES_VISIBLE</comment>
        <translation>眼部可见程度</translation>
    </message>
    <message>
        <source>Mouth to be seen</source>
        <comment>components.MOUTH_VISIBLE</comment>
        <translation>嘴部可见程度</translation>
    </message>
    <message>
        <source>Lower face's colour by upper's</source>
        <comment>components.SKIN_COLOUR</comment>
        <translation>上下半脸色差</translation>
    </message>
    <message>
        <source>Face found</source>
        <comment>components.FACE_FOUND</comment>
        <translation>检出人脸</translation>
    </message>
    <message>
        <source>Brightest hundredth of the picture</source>
        <comment>components.PICTURE_PEAK</comment>
        <translation>画面最亮百分之一的亮度</translation>
    </message>
    <message>
        <source>Brightest tenth of the picture</source>
        <comment>components.PICTURE_LIGHT</comment>
        <translation>画面最亮十分之一的亮度</translation>
    </message>
    <message>
        <source>Part of the picture burnt out</source>
        <comment>components.PICTURE_WHITE</comment>
        <translation>画面过曝部分</translation>
    </message>
    <message>
        <source>Where the face was: part too bright</source>
        <comment>components.PLACE_PALE</comment>
        <translation>原人脸位置过亮部分</translation>
    </message>
    <message>
        <source>Where the face was: part too dark</source>
        <comment>components.PLACE_DARK</comment>
        <translation>原人脸位置过暗部分</translation>
    </message>
    <message>
        <source>Share of the picture</source>
        <comment>components.PICTURE_SHARE</comment>
        <translation>占画面比例</translation>
    </message>
    <message>
        <source>Surroundings by face</source>
        <comment>components.BACKLIGHT</comment>
        <translation>背景与脸部亮度比</translation>
    </message>
    <message>
        <source>Left half by right</source>
        <comment>components.SIDE_OF_LIGHT</comment>
        <translation>左半边与右半边亮度比</translation>
    </message>
    <message>
        <source>Part that glares</source>
        <comment>components.GLARE</comment>
        <translation>反光部分</translation>
    </message>
    <message>
        <source>Even sharpness</source>
        <comment>components.SMEAR</comment>
        <translation>清晰均匀度</translation>
    </message>
    <message>
        <source>Movement, eyes a second</source>
        <comment>components.SPEED</comment>
        <translation>移动（眼距/秒）</translation>
    </message>
    <message>
        <source>well</source>
        <comment>well</comment>
        <translation>合格</translation>
    </message>
    <message>
        <source>Cloud calls: {spent}, saved {saved}</source>
        <comment>cloud</comment>
        <translation>云端调用 {spent} 次，节省 {saved} 次</translation>
    </message>
    <message>
        <source>Local checks: {spent}, saved {saved}</source>
        <comment>local</comment>
        <translation>本机核验 {spent} 次，节省 {saved} 次</translation>
    </message>
    <message>
        <source>Today, in calls: one for a still, up to five for a burst or a guided check. Saved: those of captures that were held back; pressing on for the same counts once.</source>
        <comment>meter_hint</comment>
        <translation>今日统计，按调用次数计：单张拍摄一次，连拍或动作核验最多五次。“节省”为被拦下的拍摄本会产生的调用次数；同一原因反复按键只计一次。</translation>
    </message>
</context>
<context>
    <name>guiding</name>
    <message>
        <source>One person only, please</source>
        <comment>obstacles.COMPANY</comment>
        <translation>请仅保留一人在画面中</translation>
    </message>
    <message>
        <source>Move back a little</source>
        <comment>obstacles.TOO_NEAR</comment>
        <translation>请稍微后退</translation>
    </message>
    <message>
        <source>Come nearer</source>
        <comment>obstacles.TOO_FAR</comment>
        <translation>请靠近一些</translation>
    </message>
    <message>
        <source>Move to the middle of the picture</source>
        <comment>obstacles.CUT_OFF</comment>
        <translation>请移到画面中央</translation>
    </message>
    <message>
        <source>Without movement: the weaker check. Look closely yourself.</source>
        <comment>without_movement</comment>
        <translation>免动作核验，可靠性较低，请您仔细查看本人。</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>History</source>
        <comment>phrases.TITLE</comment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Subject begins with</source>
        <comment>phrases.SUBJECT</comment>
        <translation>受检人（开头）</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>phrases.OPERATOR</comment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Camera</source>
        <comment>phrases.SOURCE</comment>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Outcome</source>
        <comment>phrases.OUTCOME</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>phrases.REASON</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>From</source>
        <comment>phrases.FROM</comment>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <comment>phrases.TO</comment>
        <translation>到</translation>
    </message>
    <message>
        <source>2026-11-23</source>
        <comment>phrases.DAY_HINT</comment>
        <translation>2026-11-23</translation>
    </message>
    <message>
        <source>Write days as 2026-11-23.</source>
        <comment>phrases.BAD_DAY</comment>
        <translation>日期请写成 2026-11-23。</translation>
    </message>
    <message>
        <source>Any</source>
        <comment>phrases.ANY</comment>
        <translation>不限</translation>
    </message>
    <message>
        <source>Search</source>
        <comment>phrases.SEARCH</comment>
        <translation>查找</translation>
    </message>
    <message>
        <source>Clear</source>
        <comment>phrases.CLEAR</comment>
        <translation>清除</translation>
    </message>
    <message>
        <source>Export…</source>
        <comment>phrases.EXPORT</comment>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Only supervisors, administrators and auditors may export.</source>
        <comment>phrases.MAY_NOT_EXPORT</comment>
        <translation>只有主管、管理员和审计员可以导出。</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>phrases.TIME</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Score</source>
        <comment>phrases.SCORE</comment>
        <translation>分数</translation>
    </message>
    <message>
        <source>Record</source>
        <comment>phrases.RECORD</comment>
        <translation>记录号</translation>
    </message>
    <message>
        <source>(erased)</source>
        <comment>phrases.ERASED</comment>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <comment>phrases.LOADING</comment>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Still searching…</source>
        <comment>phrases.SEARCHING</comment>
        <translation>仍在查找…</translation>
    </message>
    <message>
        <source>No check has been recorded yet.</source>
        <comment>phrases.EMPTY_RECORD</comment>
        <translation>还没有任何检测记录。</translation>
    </message>
    <message>
        <source>No check fits. Clear a field, or write less in it.</source>
        <comment>phrases.EMPTY_SEARCH</comment>
        <translation>没有符合的检测。请清除某一项，或少写几个字。</translation>
    </message>
    <message>
        <source>Choose a check to see all that is recorded of it.</source>
        <comment>phrases.DETAIL_EMPTY</comment>
        <translation>选择一次检测，查看其全部记录。</translation>
    </message>
    <message>
        <source>The record cannot be read ({detail}). Checks say what to do.</source>
        <comment>phrases.UNREADABLE</comment>
        <translation>无法读取记录（{detail}）。检测时会提示如何处理。</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <comment>phrases.EXPORTING</comment>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <source>All checks</source>
        <comment>phrases.NO_FILTER</comment>
        <translation>全部检测</translation>
    </message>
    <message>
        <source>Made {time}</source>
        <comment>phrases.MADE_AT</comment>
        <translation>生成于 {time}</translation>
    </message>
    <message>
        <source>Ledger of station {station}: entry {entry}, head {head}</source>
        <comment>phrases.LEDGER</comment>
        <translation>本站 {station} 的账本：条目 {entry}，链头 {head}</translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <comment>phrases.NO_CHECKPOINT</comment>
        <translation>尚无检查点</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <comment>phrases.PAGE</comment>
        <translation>第 {number} 页</translation>
    </message>
    <message numerus="yes">
        <source>%n checks</source>
        <comment>counts.COUNT</comment>
        <translation>
            <numerusform>%n 次检测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n checks</source>
        <comment>counts.COUNT_ABOUT</comment>
        <translation>
            <numerusform>约 %n 次检测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks written to {name}. The export is recorded.</source>
        <comment>counts.EXPORTED</comment>
        <translation>
            <numerusform>已将 %n 次检测写入 {name}，此次导出已记录。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint {number} over %n entries, root {root}</source>
        <comment>counts.CHECKPOINT</comment>
        <translation>
            <numerusform>检查点 {number}，含 %n 个条目，根 {root}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not ended</source>
        <comment>outcomes.</comment>
        <translation>未结束</translation>
    </message>
    <message>
        <source>Broken off</source>
        <comment>outcomes.ABANDONED</comment>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Too late, no pass</source>
        <comment>outcomes.LATE</comment>
        <translation>太迟，不算通过</translation>
    </message>
    <message>
        <source>The program ended before this check did.</source>
        <comment>run_ended</comment>
        <translation>程序在这次检测结束之前就结束了。</translation>
    </message>
    <message>
        <source>Check begun</source>
        <comment>entries.SUBMITTED</comment>
        <translation>检测开始</translation>
    </message>
    <message>
        <source>Tried, and tried again</source>
        <comment>entries.TRIED</comment>
        <translation>已尝试，并重试</translation>
    </message>
    <message>
        <source>The verdict</source>
        <comment>entries.VERDICT</comment>
        <translation>判定</translation>
    </message>
    <message>
        <source>Broken off</source>
        <comment>entries.ABANDONED</comment>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Answer came too late to be shown</source>
        <comment>entries.LATE</comment>
        <translation>答复太迟，未显示</translation>
    </message>
    <message>
        <source>The operator's own decision</source>
        <comment>entries.OVERRIDE</comment>
        <translation>操作员自己的决定</translation>
    </message>
    <message>
        <source>Consent</source>
        <comment>entries.CONSENT</comment>
        <translation>同意情况</translation>
    </message>
    <message>
        <source>Erased</source>
        <comment>entries.PURGE</comment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>A note</source>
        <comment>entries.NOTE</comment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Second opinion of the other engine</source>
        <comment>entries.SHADOW</comment>
        <translation>另一引擎的参考判定</translation>
    </message>
    <message>
        <source>The disk is full. Make room, or choose another folder.</source>
        <comment>troubles.DISK_FULL</comment>
        <translation>磁盘已满。请腾出空间，或另选文件夹。</translation>
    </message>
    <message>
        <source>Nothing may be written there. Choose another folder.</source>
        <comment>troubles.READ_ONLY</comment>
        <translation>那里不允许写入。请另选文件夹。</translation>
    </message>
    <message>
        <source>There is a file of that name. Choose another name.</source>
        <comment>troubles.EXISTS</comment>
        <translation>已有同名文件。请换一个名称。</translation>
    </message>
    <message>
        <source>The folder is not there any more. Choose another one.</source>
        <comment>troubles.GONE</comment>
        <translation>文件夹已不存在。请另选一个。</translation>
    </message>
    <message>
        <source>Too many checks for one report. Narrow the search, or take a table.</source>
        <comment>troubles.TOO_MANY</comment>
        <translation>一份报告放不下这么多检测。请缩小范围，或导出表格。</translation>
    </message>
    <message>
        <source>The export was given up; no file was made.</source>
        <comment>troubles.CANCELLED</comment>
        <translation>已放弃导出，没有生成文件。</translation>
    </message>
    <message>
        <source>The export could not be recorded, so no file was made.</source>
        <comment>troubles.NOT_RECORDED</comment>
        <translation>此次导出无法记录，因此没有生成文件。</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another folder.</source>
        <comment>troubles.WRITING</comment>
        <translation>无法写入文件。请另选文件夹。</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>One check</source>
        <comment>0.heading</comment>
        <translation>一次核验</translation>
    </message>
    <message>
        <source>N</source>
        <comment>0.keys.0.0</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Next in line</source>
        <comment>0.keys.0.1</comment>
        <translation>叫下一位</translation>
    </message>
    <message>
        <source>Space</source>
        <comment>0.keys.1.0</comment>
        <translation>空格</translation>
    </message>
    <message>
        <source>Capture</source>
        <comment>0.keys.1.1</comment>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>Shift+Space</source>
        <comment>0.keys.2.0</comment>
        <translation>Shift+空格</translation>
    </message>
    <message>
        <source>Capture without movement</source>
        <comment>0.keys.2.1</comment>
        <translation>免动作拍摄</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>0.keys.3.0</comment>
        <translation>回车</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>0.keys.3.1</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>R</source>
        <comment>0.keys.4.0</comment>
        <translation>R</translation>
    </message>
    <message>
        <source>Check again</source>
        <comment>0.keys.4.1</comment>
        <translation>重新核验</translation>
    </message>
    <message>
        <source>O</source>
        <comment>0.keys.5.0</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>Another way</source>
        <comment>0.keys.5.1</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>D</source>
        <comment>0.keys.6.0</comment>
        <translation>D</translation>
    </message>
    <message>
        <source>Your decision</source>
        <comment>0.keys.6.1</comment>
        <translation>您的决定</translation>
    </message>
    <message>
        <source>F2</source>
        <comment>0.keys.7.0</comment>
        <translation>F2</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>0.keys.7.1</comment>
        <translation>备注</translation>
    </message>
    <message>
        <source>A</source>
        <comment>0.keys.8.0</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>More attempts, by a supervisor</source>
        <comment>0.keys.8.1</comment>
        <translation>由主管增加次数</translation>
    </message>
    <message>
        <source>P</source>
        <comment>0.keys.9.0</comment>
        <translation>P</translation>
    </message>
    <message>
        <source>Slip for the subject</source>
        <comment>0.keys.9.1</comment>
        <translation>回执单</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <comment>0.keys.10.0</comment>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>Put the typed reference in line</source>
        <comment>0.keys.10.1</comment>
        <translation>将输入的编号加入队列</translation>
    </message>
    <message>
        <source>Esc</source>
        <comment>0.keys.11.0</comment>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Give up the running check</source>
        <comment>0.keys.11.1</comment>
        <translation>放弃正在进行的核验</translation>
    </message>
    <message>
        <source>Consent</source>
        <comment>1.heading</comment>
        <translation>征求同意</translation>
    </message>
    <message>
        <source>Y</source>
        <comment>1.keys.0.0</comment>
        <translation>Y</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>1.keys.0.1</comment>
        <translation>同意</translation>
    </message>
    <message>
        <source>L</source>
        <comment>1.keys.1.0</comment>
        <translation>L</translation>
    </message>
    <message>
        <source>Yes, only on this computer</source>
        <comment>1.keys.1.1</comment>
        <translation>同意，但只在本机</translation>
    </message>
    <message>
        <source>X</source>
        <comment>1.keys.2.0</comment>
        <translation>X</translation>
    </message>
    <message>
        <source>No; later: consent withdrawn</source>
        <comment>1.keys.2.1</comment>
        <translation>不同意；之后：撤回同意</translation>
    </message>
    <message>
        <source>T</source>
        <comment>1.keys.3.0</comment>
        <translation>T</translation>
    </message>
    <message>
        <source>Other language</source>
        <comment>1.keys.3.1</comment>
        <translation>换一种语言</translation>
    </message>
    <message>
        <source>PgDn  PgUp</source>
        <comment>1.keys.4.0</comment>
        <translation>PgDn  PgUp</translation>
    </message>
    <message>
        <source>Turn the page that the subject reads</source>
        <comment>1.keys.4.1</comment>
        <translation>为受检人翻页</translation>
    </message>
    <message>
        <source>Desk</source>
        <comment>2.heading</comment>
        <translation>工作台</translation>
    </message>
    <message>
        <source>F1</source>
        <comment>2.keys.0.0</comment>
        <translation>F1</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>2.keys.0.1</comment>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>F3</source>
        <comment>2.keys.1.0</comment>
        <translation>F3</translation>
    </message>
    <message>
        <source>History</source>
        <comment>2.keys.1.1</comment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>F4</source>
        <comment>2.keys.2.0</comment>
        <translation>F4</translation>
    </message>
    <message>
        <source>Measures</source>
        <comment>2.keys.2.1</comment>
        <translation>测量值</translation>
    </message>
    <message>
        <source>F5</source>
        <comment>2.keys.3.0</comment>
        <translation>F5</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>2.keys.3.1</comment>
        <translation>光线</translation>
    </message>
    <message>
        <source>F6</source>
        <comment>2.keys.4.0</comment>
        <translation>F6</translation>
    </message>
    <message>
        <source>Set up the desk</source>
        <comment>2.keys.4.1</comment>
        <translation>设置工作台</translation>
    </message>
    <message>
        <source>F7</source>
        <comment>2.keys.5.0</comment>
        <translation>F7</translation>
    </message>
    <message>
        <source>Shift</source>
        <comment>2.keys.5.1</comment>
        <translation>班次</translation>
    </message>
    <message>
        <source>F8</source>
        <comment>2.keys.6.0</comment>
        <translation>F8</translation>
    </message>
    <message>
        <source>Scan a code by camera</source>
        <comment>2.keys.6.1</comment>
        <translation>用摄像头扫码</translation>
    </message>
    <message>
        <source>F9</source>
        <comment>2.keys.7.0</comment>
        <translation>F9</translation>
    </message>
    <message>
        <source>Privacy curtain</source>
        <comment>2.keys.7.1</comment>
        <translation>隐私遮挡</translation>
    </message>
    <message>
        <source>F10</source>
        <comment>2.keys.8.0</comment>
        <translation>F10</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>2.keys.8.1</comment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <comment>2.keys.9.0</comment>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>Lock</source>
        <comment>2.keys.9.1</comment>
        <translation>锁定</translation>
    </message>
</context>
<context>
    <name>ledger</name>
    <message>
        <source>No witness set up</source>
        <comment>nowhere</comment>
        <translation>未设外部见证</translation>
    </message>
    <message>
        <source>No checkpoint outside yet</source>
        <comment>not_yet</comment>
        <translation>外部尚无检查点</translation>
    </message>
    <message>
        <source>Checkpoint outside: just now</source>
        <comment>just_now</comment>
        <translation>外部检查点：刚刚</translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint outside: %n min ago</source>
        <comment>minutes</comment>
        <translation>
            <numerusform>外部检查点：%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint outside: %n h ago</source>
        <comment>hours</comment>
        <translation>
            <numerusform>外部检查点：%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint outside: %n days ago</source>
        <comment>days</comment>
        <translation>
            <numerusform>外部检查点：%n 天前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lighting</name>
    <message>
        <source>Light</source>
        <comment>phrases.TITLE</comment>
        <translation>光线</translation>
    </message>
    <message>
        <source>The light is as usual at this hour.</source>
        <comment>phrases.AS_USUAL</comment>
        <translation>光线与平时此刻一样。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <comment>phrases.AS_USUAL_NEXT</comment>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>This camera's usual light is still being learnt.</source>
        <comment>phrases.LEARNING</comment>
        <translation>正在学习这台摄像头平时的光线。</translation>
    </message>
    <message>
        <source>Work as always: it takes three days with people at this hour.</source>
        <comment>phrases.LEARNING_NEXT</comment>
        <translation>照常工作即可：此时段有人检测的日子满三天后便会知道。</translation>
    </message>
    <message>
        <source>No face has been measured in the last hour.</source>
        <comment>phrases.NOBODY</comment>
        <translation>最近一小时没有测到人脸。</translation>
    </message>
    <message>
        <source>Seat somebody before the camera.</source>
        <comment>phrases.NOBODY_NEXT</comment>
        <translation>请让一位人员坐到摄像头前。</translation>
    </message>
    <message>
        <source>The light is measured at a camera only.</source>
        <comment>phrases.NO_CAMERA</comment>
        <translation>只有摄像头的画面才测量光线。</translation>
    </message>
    <message>
        <source>Choose a camera.</source>
        <comment>phrases.NO_CAMERA_NEXT</comment>
        <translation>请选择一台摄像头。</translation>
    </message>
    <message>
        <source>As usual, but not good.</source>
        <comment>phrases.SHORT</comment>
        <translation>与平时一样，但不理想。</translation>
    </message>
    <message>
        <source>Brightness of faces today (0 to 255)</source>
        <comment>phrases.LUMA</comment>
        <translation>今天人脸的亮度（0 至 255）</translation>
    </message>
    <message>
        <source>Left to right half of faces today</source>
        <comment>phrases.RATIO</comment>
        <translation>今天人脸左右两半的亮度比</translation>
    </message>
    <message>
        <source>from the left</source>
        <comment>phrases.RATIO_LEFT</comment>
        <translation>光从左来</translation>
    </message>
    <message>
        <source>from the right</source>
        <comment>phrases.RATIO_RIGHT</comment>
        <translation>光从右来</translation>
    </message>
    <message>
        <source>Band: usual at this hour. Left is the subject's, as in the mirror.</source>
        <comment>phrases.LEGEND</comment>
        <translation>色带：平时此刻的光线。左指受检人的左边，与镜像画面一致。</translation>
    </message>
    <message>
        <source>Left is the subject's, as in the mirrored picture.</source>
        <comment>phrases.LEGEND_NEW</comment>
        <translation>左指受检人的左边，与镜像画面一致。</translation>
    </message>
    <message>
        <source>Checks by the hour</source>
        <comment>phrases.REJECTS</comment>
        <translation>各时段的检测</translation>
    </message>
    <message>
        <source>Span</source>
        <comment>phrases.SPAN</comment>
        <translation>范围</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>phrases.SPAN_DAY</comment>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <comment>phrases.SPAN_WEEK</comment>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <comment>phrases.SPAN_MONTH</comment>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Counting …</source>
        <comment>phrases.COUNTING</comment>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>No checks in this span.</source>
        <comment>phrases.NO_CHECKS</comment>
        <translation>此范围内没有检测。</translation>
    </message>
    <message>
        <source>{hour}:00  {passed} passed, {retried} try again, {refused} refused</source>
        <comment>phrases.BAR_TIP</comment>
        <translation>{hour}:00　通过 {passed}，需重试 {retried}，未通过 {refused}</translation>
    </message>
    <message>
        <source>Most turned away: {hour}:00, {rejects} of {total} ({reason})</source>
        <comment>phrases.WORST</comment>
        <translation>未通过最多的时段：{hour}:00，{total} 次中有 {rejects} 次（{reason}）</translation>
    </message>
    <message>
        <source>solid: refused · dotted: try again · pale: passed</source>
        <comment>phrases.BAR_KEY</comment>
        <translation>实心：未通过 · 网点：需重试 · 浅色：通过</translation>
    </message>
    <message>
        <source>The light is meant to be so: learn it anew</source>
        <comment>phrases.LEARN_ANEW</comment>
        <translation>光线本该如此：重新学习</translation>
    </message>
    <message>
        <source>Forgets what was usual at this camera before today.</source>
        <comment>phrases.LEARN_HINT</comment>
        <translation>忘记这台摄像头今天以前的平时光线。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Light from the left since {since}: ratio {value}, usually {usual}.</source>
        <comment>changes.FROM_LEFT.happened</comment>
        <translation>{since} 起光从左边来：左右比 {value}，平时 {usual}。</translation>
    </message>
    <message>
        <source>Draw the blind or turn the desk; or put a lamp on the other side.</source>
        <comment>changes.FROM_LEFT.next_step</comment>
        <translation>请拉上窗帘或转动桌子，也可以在另一侧放一盏灯。</translation>
    </message>
    <message>
        <source>Light from the right since {since}: ratio {value}, usually {usual}.</source>
        <comment>changes.FROM_RIGHT.happened</comment>
        <translation>{since} 起光从右边来：右左比 {value}，平时 {usual}。</translation>
    </message>
    <message>
        <source>Draw the blind or turn the desk; or put a lamp on the other side.</source>
        <comment>changes.FROM_RIGHT.next_step</comment>
        <translation>请拉上窗帘或转动桌子，也可以在另一侧放一盏灯。</translation>
    </message>
    <message>
        <source>Faces are darker than usual since {since}: {value} instead of {usual}.</source>
        <comment>changes.DARKER.happened</comment>
        <translation>{since} 起人脸比平时暗：{value}，平时 {usual}。</translation>
    </message>
    <message>
        <source>Look whether a lamp is off; else switch one on before the face.</source>
        <comment>changes.DARKER.next_step</comment>
        <translation>请看是否有灯没开，或在人脸前方加一盏灯。</translation>
    </message>
    <message>
        <source>Faces are brighter than usual since {since}: {value} instead of {usual}.</source>
        <comment>changes.BRIGHTER.happened</comment>
        <translation>{since} 起人脸比平时亮：{value}，平时 {usual}。</translation>
    </message>
    <message>
        <source>Look whether the sun or a lamp shines into faces; draw the blind or dim it.</source>
        <comment>changes.BRIGHTER.next_step</comment>
        <translation>请看阳光或灯是否直射人脸，拉上窗帘或调暗灯光。</translation>
    </message>
    <message>
        <source>Light from behind since {since}: {value} times the face's, usually {usual}.</source>
        <comment>changes.BACKLIT.happened</comment>
        <translation>{since} 起背后有强光：是人脸亮度的 {value} 倍，平时 {usual} 倍。</translation>
    </message>
    <message>
        <source>Close the blind behind the subject, or turn the desk away from the window.</source>
        <comment>changes.BACKLIT.next_step</comment>
        <translation>请拉上受检人身后的窗帘，或让桌子背离窗户。</translation>
    </message>
    <message>
        <source>Light from the left since {since}: ratio {value}.</source>
        <comment>absolutes.FROM_LEFT</comment>
        <translation>{since} 起光从左边来：左右比 {value}。</translation>
    </message>
    <message>
        <source>Light from the right since {since}: ratio {value}.</source>
        <comment>absolutes.FROM_RIGHT</comment>
        <translation>{since} 起光从右边来：右左比 {value}。</translation>
    </message>
    <message>
        <source>Faces are too dark since {since}: {value}.</source>
        <comment>absolutes.DARKER</comment>
        <translation>{since} 起人脸太暗：{value}。</translation>
    </message>
    <message>
        <source>Faces are too bright since {since}: {value}.</source>
        <comment>absolutes.BRIGHTER</comment>
        <translation>{since} 起人脸太亮：{value}。</translation>
    </message>
    <message>
        <source>Light from behind since {since}: {value} times the face's.</source>
        <comment>absolutes.BACKLIT</comment>
        <translation>{since} 起背后有强光：是人脸亮度的 {value} 倍。</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>Next</source>
        <comment>wishes.NEXT</comment>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Re-check</source>
        <comment>wishes.RECHECK</comment>
        <translation>重新核验</translation>
    </message>
    <message>
        <source>Other method</source>
        <comment>wishes.OTHER_METHOD</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>wishes.DECIDE</comment>
        <translation>处置</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>wishes.NOTE</comment>
        <translation>备注</translation>
    </message>
    <message>
        <source>More attempts</source>
        <comment>wishes.MORE_ATTEMPTS</comment>
        <translation>增加次数</translation>
    </message>
    <message>
        <source>Slip for the subject</source>
        <comment>wishes.SLIP</comment>
        <translation>回执单</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <comment>wishes.WITHDRAW</comment>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>Scan a code by camera</source>
        <comment>wishes.SCAN</comment>
        <translation>用摄像头扫码</translation>
    </message>
    <message>
        <source>Privacy curtain</source>
        <comment>wishes.CURTAIN</comment>
        <translation>隐私遮挡</translation>
    </message>
    <message>
        <source>Lock</source>
        <comment>wishes.LOCK</comment>
        <translation>锁定</translation>
    </message>
    <message>
        <source>End the shift</source>
        <comment>wishes.SIGN_OUT</comment>
        <translation>结束当班</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>wishes.KEYS</comment>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>History</source>
        <comment>wishes.HISTORY</comment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Measures</source>
        <comment>wishes.MEASURES</comment>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>wishes.LIGHT</comment>
        <translation>光线</translation>
    </message>
    <message>
        <source>Set up the desk</source>
        <comment>wishes.SET_UP</comment>
        <translation>设置工作台</translation>
    </message>
    <message>
        <source>Shift</source>
        <comment>wishes.SHIFT</comment>
        <translation>当班</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>wishes.SETTINGS</comment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Endpoint and credentials</source>
        <comment>wishes.CREDENTIALS</comment>
        <translation>服务与凭据</translation>
    </message>
    <message>
        <source>People</source>
        <comment>wishes.PEOPLE</comment>
        <translation>人员</translation>
    </message>
    <message>
        <source>Threshold what-if</source>
        <comment>wishes.WHAT_IF</comment>
        <translation>阈值试算</translation>
    </message>
    <message>
        <source>Review lane</source>
        <comment>wishes.REVIEW</comment>
        <translation>复核</translation>
    </message>
    <message>
        <source>Training and drills</source>
        <comment>wishes.TRAINING</comment>
        <translation>培训与演练</translation>
    </message>
    <message>
        <source>operator</source>
        <comment>roles.OPERATOR</comment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>supervisor</source>
        <comment>roles.SUPERVISOR</comment>
        <translation>主管</translation>
    </message>
    <message>
        <source>administrator</source>
        <comment>roles.ADMINISTRATOR</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>auditor</source>
        <comment>roles.AUDITOR</comment>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Menu</source>
        <comment>menu</comment>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Sign in</source>
        <comment>phrases.SIGN_IN</comment>
        <translation>登录</translation>
    </message>
    <message>
        <source>Your shift begins when you sign in.</source>
        <comment>phrases.SIGN_IN_SAY</comment>
        <translation>登录后，您的班次即开始。</translation>
    </message>
    <message>
        <source>Locked</source>
        <comment>phrases.LOCKED</comment>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{name} works here. Anybody else who signs in begins their own shift.</source>
        <comment>phrases.LOCKED_SAY</comment>
        <translation>当前值班：{name}。其他人登录即为换班。</translation>
    </message>
    <message>
        <source>A second person confirms</source>
        <comment>phrases.CONFIRM</comment>
        <translation>需第二人确认</translation>
    </message>
    <message>
        <source>Somebody else than {name} looks at it too, and confirms with their own PIN.</source>
        <comment>phrases.CONFIRM_SAY</comment>
        <translation>请 {name} 以外的另一人核看，并用本人的 PIN 确认。</translation>
    </message>
    <message>
        <source>Allow more attempts</source>
        <comment>phrases.ALLOW</comment>
        <translation>允许再次尝试</translation>
    </message>
    <message>
        <source>A supervisor or administrator allows this subject more attempts with their own PIN.</source>
        <comment>phrases.ALLOW_SAY</comment>
        <translation>请主管或管理员用本人的 PIN 允许该受检人再试。</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>phrases.NAME</comment>
        <translation>姓名</translation>
    </message>
    <message>
        <source>PIN</source>
        <comment>phrases.PIN</comment>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN again</source>
        <comment>phrases.PIN_AGAIN</comment>
        <translation>再输一次 PIN</translation>
    </message>
    <message>
        <source>Unlock</source>
        <comment>phrases.UNLOCK</comment>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Confirm</source>
        <comment>phrases.AGREE</comment>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>phrases.CANCEL</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close the program</source>
        <comment>phrases.QUIT</comment>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Checking…</source>
        <comment>phrases.BUSY</comment>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>It has to be somebody else than {name}.</source>
        <comment>phrases.SAME_PERSON</comment>
        <translation>必须由 {name} 以外的人确认。</translation>
    </message>
    <message>
        <source>{name} may not do this. Ask somebody with another role.</source>
        <comment>phrases.NO_RIGHT</comment>
        <translation>{name} 无权进行此操作，请找其他角色的人员。</translation>
    </message>
    <message>
        <source>Nobody else at this station may do this. An administrator can add somebody.</source>
        <comment>phrases.NOBODY_ELSE</comment>
        <translation>本站没有其他人有权进行此操作，可由管理员添加人员。</translation>
    </message>
    <message>
        <source>People</source>
        <comment>phrases.PEOPLE</comment>
        <translation>人员</translation>
    </message>
    <message>
        <source>Who works at this station. Each change is recorded.</source>
        <comment>phrases.PEOPLE_SAY</comment>
        <translation>在本站工作的人员。每次更改都会记录。</translation>
    </message>
    <message>
        <source>Nobody has an account: whoever opens the program may do everything. Begin with an administrator; from then on everybody signs in.</source>
        <comment>phrases.PEOPLE_EMPTY</comment>
        <translation>尚未添加任何人员，打开程序的人可进行一切操作。请先添加一名管理员，此后所有人都须登录。</translation>
    </message>
    <message>
        <source>New person</source>
        <comment>phrases.NEW_PERSON</comment>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Chosen: {name}</source>
        <comment>phrases.CHOSEN</comment>
        <translation>已选：{name}</translation>
    </message>
    <message>
        <source>Choose somebody on the left</source>
        <comment>phrases.NOBODY_CHOSEN</comment>
        <translation>请在左侧选择一人</translation>
    </message>
    <message>
        <source>Role</source>
        <comment>phrases.ROLE</comment>
        <translation>角色</translation>
    </message>
    <message>
        <source>Add</source>
        <comment>phrases.ADD</comment>
        <translation>添加</translation>
    </message>
    <message>
        <source>Change role</source>
        <comment>phrases.CHANGE_ROLE</comment>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Set new PIN</source>
        <comment>phrases.CHANGE_PIN</comment>
        <translation>设置新 PIN</translation>
    </message>
    <message>
        <source>Remove…</source>
        <comment>phrases.REMOVE</comment>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Press again to remove {name}</source>
        <comment>phrases.REMOVE_SURE</comment>
        <translation>再按一次即移除 {name}</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>4 to 32 letters or digits</source>
        <comment>phrases.PIN_RULE</comment>
        <translation>4 至 32 位字母或数字</translation>
    </message>
    <message>
        <source>The two PINs differ. Type both again.</source>
        <comment>phrases.PINS_DIFFER</comment>
        <translation>两次输入的 PIN 不一致，请重新输入。</translation>
    </message>
    <message>
        <source>Your own role is changed by another administrator.</source>
        <comment>phrases.YOURSELF</comment>
        <translation>您本人的角色须由另一名管理员更改。</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <comment>counts.SECONDS</comment>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>counts.MINUTES</comment>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>roles.OPERATOR</comment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <comment>roles.SUPERVISOR</comment>
        <translation>主管</translation>
    </message>
    <message>
        <source>Administrator</source>
        <comment>roles.ADMINISTRATOR</comment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <comment>roles.AUDITOR</comment>
        <translation>审计员</translation>
    </message>
    <message>
        <source>checks people and decides</source>
        <comment>tasks.OPERATOR</comment>
        <translation>进行检测并作出决定</translation>
    </message>
    <message>
        <source>also confirms, reviews and exports</source>
        <comment>tasks.SUPERVISOR</comment>
        <translation>另可确认、复核和导出</translation>
    </message>
    <message>
        <source>also changes settings and people, and erases</source>
        <comment>tasks.ADMINISTRATOR</comment>
        <translation>另可更改设置与人员、删除数据</translation>
    </message>
    <message>
        <source>sees the history and reviews, checks nobody</source>
        <comment>tasks.AUDITOR</comment>
        <translation>查看历史并复核，不进行检测</translation>
    </message>
    <message>
        <source>{name} was added as {role}.</source>
        <comment>steps.ADDED</comment>
        <translation>已添加 {name}，角色为{role}。</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <comment>steps.REMOVED</comment>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>{name} is {role} now.</source>
        <comment>steps.ROLE_CHANGED</comment>
        <translation>{name} 的角色已改为{role}。</translation>
    </message>
    <message>
        <source>{name} has a new PIN.</source>
        <comment>steps.PIN_CHANGED</comment>
        <translation>{name} 的 PIN 已更新。</translation>
    </message>
    <message>
        <source>Name and PIN do not go together.</source>
        <comment>troubles.WRONG.happened</comment>
        <translation>姓名与 PIN 不符。</translation>
    </message>
    <message>
        <source>Type them again.</source>
        <comment>troubles.WRONG.next_step</comment>
        <translation>请重新输入。</translation>
    </message>
    <message>
        <source>Too many wrong PINs.</source>
        <comment>troubles.WAIT.happened</comment>
        <translation>PIN 输错次数过多。</translation>
    </message>
    <message>
        <source>Try again in {wait}.</source>
        <comment>troubles.WAIT.next_step</comment>
        <translation>请在 {wait}后再试。</translation>
    </message>
    <message>
        <source>This PIN counts no more, after a hundred wrong tries.</source>
        <comment>troubles.BLOCKED.happened</comment>
        <translation>已输错一百次，此 PIN 已失效。</translation>
    </message>
    <message>
        <source>An administrator sets a new one.</source>
        <comment>troubles.BLOCKED.next_step</comment>
        <translation>请由管理员设置新的 PIN。</translation>
    </message>
    <message>
        <source>This cannot be a name.</source>
        <comment>troubles.BAD_NAME.happened</comment>
        <translation>此姓名不可用。</translation>
    </message>
    <message>
        <source>Type 1 to 64 characters that can be seen.</source>
        <comment>troubles.BAD_NAME.next_step</comment>
        <translation>请输入 1 至 64 个可见字符。</translation>
    </message>
    <message>
        <source>Somebody has this name.</source>
        <comment>troubles.NAME_TAKEN.happened</comment>
        <translation>已有人使用此姓名。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <comment>troubles.NAME_TAKEN.next_step</comment>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>Nobody has this name any more.</source>
        <comment>troubles.UNKNOWN.happened</comment>
        <translation>此人已不在人员名单中。</translation>
    </message>
    <message>
        <source>A PIN has 4 to 32 letters or digits.</source>
        <comment>troubles.PIN_LENGTH.happened</comment>
        <translation>PIN 须为 4 至 32 位字母或数字。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <comment>troubles.PIN_LENGTH.next_step</comment>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>A PIN has letters and digits only.</source>
        <comment>troubles.PIN_CHARACTERS.happened</comment>
        <translation>PIN 只能包含字母和数字。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <comment>troubles.PIN_CHARACTERS.next_step</comment>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>This PIN is easy to guess: a row, a repetition or a favourite.</source>
        <comment>troubles.PIN_EASY.happened</comment>
        <translation>此 PIN 容易被猜到：连号、重复或过于常见。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <comment>troubles.PIN_EASY.next_step</comment>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>This PIN is in the name.</source>
        <comment>troubles.PIN_IS_NAME.happened</comment>
        <translation>此 PIN 包含在姓名中。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <comment>troubles.PIN_IS_NAME.next_step</comment>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>The first person is an administrator.</source>
        <comment>troubles.FIRST_ADMINISTRATOR.happened</comment>
        <translation>第一个人员必须是管理员。</translation>
    </message>
    <message>
        <source>Choose that role.</source>
        <comment>troubles.FIRST_ADMINISTRATOR.next_step</comment>
        <translation>请选择该角色。</translation>
    </message>
    <message>
        <source>Nobody could change anything any more.</source>
        <comment>troubles.LAST_ADMINISTRATOR.happened</comment>
        <translation>这样将无人能进行管理。</translation>
    </message>
    <message>
        <source>Make somebody else an administrator first.</source>
        <comment>troubles.LAST_ADMINISTRATOR.next_step</comment>
        <translation>请先指定另一名管理员。</translation>
    </message>
    <message>
        <source>Only an administrator may do this.</source>
        <comment>troubles.NOT_ALLOWED.happened</comment>
        <translation>只有管理员可以进行此操作。</translation>
    </message>
    <message>
        <source>There are 200 people already.</source>
        <comment>troubles.TOO_MANY.happened</comment>
        <translation>人员已达 200 名。</translation>
    </message>
    <message>
        <source>Remove one first.</source>
        <comment>troubles.TOO_MANY.next_step</comment>
        <translation>请先移除一人。</translation>
    </message>
    <message>
        <source>The file of accounts is damaged, so nobody can sign in.</source>
        <comment>troubles.DAMAGED.happened</comment>
        <translation>人员文件已损坏，目前无人能登录。</translation>
    </message>
    <message>
        <source>Whoever looks after this computer puts back a copy of people.json.</source>
        <comment>troubles.DAMAGED.next_step</comment>
        <translation>请由这台电脑的负责人恢复 people.json 的副本。</translation>
    </message>
    <message>
        <source>The file of accounts is of a newer version of this program.</source>
        <comment>troubles.NEWER.happened</comment>
        <translation>人员文件来自本程序的更新版本。</translation>
    </message>
    <message>
        <source>Install that version again.</source>
        <comment>troubles.NEWER.next_step</comment>
        <translation>请重新安装该版本。</translation>
    </message>
    <message>
        <source>The file of accounts cannot be read, so nobody can sign in.</source>
        <comment>troubles.UNREADABLE.happened</comment>
        <translation>无法读取人员文件，目前无人能登录。</translation>
    </message>
    <message>
        <source>Whoever looks after this computer gives this program access to people.json.</source>
        <comment>troubles.UNREADABLE.next_step</comment>
        <translation>请由这台电脑的负责人允许本程序读取 people.json。</translation>
    </message>
    <message>
        <source>The file of accounts cannot be written, so no PIN can be tried.</source>
        <comment>troubles.UNWRITABLE.happened</comment>
        <translation>无法写入人员文件，因此不能核对 PIN。</translation>
    </message>
    <message>
        <source>Make room on the disk, or allow writing to people.json.</source>
        <comment>troubles.UNWRITABLE.next_step</comment>
        <translation>请腾出磁盘空间，或允许写入 people.json。</translation>
    </message>
    <message>
        <source>Another program is changing the accounts.</source>
        <comment>troubles.BUSY.happened</comment>
        <translation>另一个程序正在更改人员。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <comment>troubles.BUSY.next_step</comment>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>There is too little memory to check a PIN.</source>
        <comment>troubles.NO_MEMORY.happened</comment>
        <translation>内存不足，无法核对 PIN。</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <comment>troubles.NO_MEMORY.next_step</comment>
        <translation>请关闭其他程序后再试。</translation>
    </message>
</context>
<context>
    <name>provenance</name>
    <message>
        <source>source: nothing speaks against it</source>
        <comment>verdicts.ALLOW</comment>
        <translation>来源：未见异常</translation>
    </message>
    <message>
        <source>source: in doubt</source>
        <comment>verdicts.WARN</comment>
        <translation>来源：存疑</translation>
    </message>
    <message>
        <source>source: refused</source>
        <comment>verdicts.BLOCK</comment>
        <translation>来源：已拒绝</translation>
    </message>
    <message>
        <source>Source in doubt: it may not be a camera. See the details.</source>
        <comment>in_doubt</comment>
        <translation>来源存疑：可能不是摄像头，请查看详情。</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>Next</source>
        <comment>phrases.TITLE</comment>
        <translation>排队</translation>
    </message>
    <message>
        <source>now</source>
        <comment>phrases.NOW</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Nobody is waiting. Type a reference and press Shift+Enter, scan one, or take a list.</source>
        <comment>phrases.EMPTY</comment>
        <translation>无人排队。可输入编号后按 Shift+Enter、扫码，或导入名单。</translation>
    </message>
    <message>
        <source>Put in line</source>
        <comment>phrases.ADD</comment>
        <translation>加入排队</translation>
    </message>
    <message>
        <source>List…</source>
        <comment>phrases.IMPORT</comment>
        <translation>名单…</translation>
    </message>
    <message>
        <source>Put everybody of a CSV file in line</source>
        <comment>phrases.IMPORT_HINT</comment>
        <translation>将 CSV 名单中的所有人加入排队</translation>
    </message>
    <message>
        <source>Scan</source>
        <comment>phrases.SCAN</comment>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Read QR codes and barcodes with this station's camera</source>
        <comment>phrases.SCAN_HINT</comment>
        <translation>用本台摄像头读取二维码和条形码</translation>
    </message>
    <message>
        <source>Hold a code before the camera.</source>
        <comment>phrases.SCANNING</comment>
        <translation>请将码对准摄像头。</translation>
    </message>
    <message>
        <source>The camera shows no picture to read codes in.</source>
        <comment>phrases.SCAN_NO_CAMERA</comment>
        <translation>摄像头没有画面，无法扫码。</translation>
    </message>
    <message>
        <source>Clear…</source>
        <comment>phrases.CLEAR</comment>
        <translation>清空…</translation>
    </message>
    <message>
        <source>Clear the line</source>
        <comment>phrases.CLEAR_YES</comment>
        <translation>清空排队</translation>
    </message>
    <message>
        <source>Keep it</source>
        <comment>phrases.KEEP</comment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Call now</source>
        <comment>phrases.CALL</comment>
        <translation>立即叫号</translation>
    </message>
    <message>
        <source>Remove</source>
        <comment>phrases.REMOVE</comment>
        <translation>移出</translation>
    </message>
    <message>
        <source>Move up</source>
        <comment>phrases.UP</comment>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <comment>phrases.DOWN</comment>
        <translation>下移</translation>
    </message>
    <message>
        <source>{reference} is in line.</source>
        <comment>phrases.ADDED</comment>
        <translation>{reference} 已加入排队。</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <comment>phrases.READING</comment>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt);;All files (*)</source>
        <comment>phrases.FILES</comment>
        <translation>名单 (*.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>List: {name}</source>
        <comment>phrases.LIST_TITLE</comment>
        <translation>名单：{name}</translation>
    </message>
    <message>
        <source>Nobody of this list can be put in line.</source>
        <comment>phrases.LIST_NOBODY</comment>
        <translation>这份名单中没有可加入排队的人。</translation>
    </message>
    <message>
        <source>How the letters are meant was guessed: look whether the names are right.</source>
        <comment>phrases.LIST_GUESSED</comment>
        <translation>文字编码是推测的，请核对姓名是否正确。</translation>
    </message>
    <message>
        <source>Letters</source>
        <comment>phrases.LIST_ENCODING</comment>
        <translation>文字编码</translation>
    </message>
    <message>
        <source>What was wrong</source>
        <comment>phrases.LIST_PROBLEMS</comment>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>The first of them</source>
        <comment>phrases.LIST_FIRST</comment>
        <translation>前几位</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>phrases.CANCEL</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Line {line}: {text}</source>
        <comment>phrases.LINE</comment>
        <translation>第 {line} 行：{text}</translation>
    </message>
    <message>
        <source>{text}: {why}</source>
        <comment>phrases.REFUSED</comment>
        <translation>{text}：{why}</translation>
    </message>
    <message numerus="yes">
        <source>Send all %n away from the line? Nobody is checked by it.</source>
        <comment>counts.CLEAR_QUESTION</comment>
        <translation>
            <numerusform>要清空排队中的全部 %n 人吗？清空后不会对他们进行检测。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are in line.</source>
        <comment>counts.ADDED_LIST</comment>
        <translation>
            <numerusform>%n 人已加入排队。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people can be put in line.</source>
        <comment>counts.LIST_GOOD</comment>
        <translation>
            <numerusform>可加入排队：%n 人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out.</source>
        <comment>counts.LIST_LEFT_OUT</comment>
        <translation>
            <numerusform>未采用：%n 行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n in line</source>
        <comment>counts.LIST_ADD</comment>
        <translation>
            <numerusform>将 %n 人加入排队</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <comment>counts.MORE</comment>
        <translation>
            <numerusform>……另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>EN</source>
        <comment>languages.en</comment>
        <translation>EN</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>languages.zh_CN</comment>
        <translation>中文</translation>
    </message>
    <message>
        <source>There is no reference. Write one.</source>
        <comment>references.EMPTY</comment>
        <translation>没有编号，请填写。</translation>
    </message>
    <message>
        <source>The reference is longer than 64 characters. Shorten it.</source>
        <comment>references.TOO_LONG</comment>
        <translation>编号超过 64 个字符，请缩短。</translation>
    </message>
    <message>
        <source>There are characters in it that nobody sees. Type it anew.</source>
        <comment>references.CONTROL_CHARACTER</comment>
        <translation>编号中有看不见的字符，请重新输入。</translation>
    </message>
    <message>
        <source>A spreadsheet has shortened this number. Format the column as text, and save it again.</source>
        <comment>references.SPREADSHEET_NUMBER</comment>
        <translation>号码已被表格软件缩写。请将该列设为文本格式，再重新保存。</translation>
    </message>
    <message>
        <source>It is written in full-width characters. Switch the input method to half-width.</source>
        <comment>references.FULL_WIDTH</comment>
        <translation>编号用了全角字符，请将输入法切换为半角。</translation>
    </message>
    <message>
        <source>That is no reference of this house. Compare it with the document.</source>
        <comment>references.AGAINST_PATTERN</comment>
        <translation>不符合本单位的编号规则，请与证件核对。</translation>
    </message>
    <message>
        <source>The check digit does not fit. Compare it figure by figure.</source>
        <comment>references.CHECK_DIGIT</comment>
        <translation>校验码不符，请逐位核对。</translation>
    </message>
    <message>
        <source>The code was empty. Scan another one.</source>
        <comment>scans.EMPTY</comment>
        <translation>码中没有内容，请换一个码。</translation>
    </message>
    <message>
        <source>This code has several fields (GS1). Scan the reference's own code.</source>
        <comment>scans.MANY_FIELDS</comment>
        <translation>这个码含有多个字段（GS1），请扫描编号本身的码。</translation>
    </message>
    <message>
        <source>This code is meant for machines. Scan the reference's own code.</source>
        <comment>scans.NOT_TEXT</comment>
        <translation>这个码是给机器读的，请扫描编号本身的码。</translation>
    </message>
    <message>
        <source>There are several codes. Hold only one before the camera.</source>
        <comment>scans.SEVERAL_CODES</comment>
        <translation>画面中有多个码，请只出示一个。</translation>
    </message>
    <message>
        <source>{reference} is in line already.</source>
        <comment>queue.ALREADY_THERE</comment>
        <translation>{reference} 已在排队中。</translation>
    </message>
    <message>
        <source>2,000 are in line. Clear it, or wait.</source>
        <comment>queue.FULL</comment>
        <translation>排队已满 2,000 人，请清空或稍候。</translation>
    </message>
    <message>
        <source>The inverted commas do not fit. Correct the row.</source>
        <comment>rows.BAD_QUOTES</comment>
        <translation>引号不成对，请更正这一行。</translation>
    </message>
    <message>
        <source>The same reference as in line {other}. It is taken once.</source>
        <comment>rows.TWICE</comment>
        <translation>与第 {other} 行编号相同，只采用一次。</translation>
    </message>
    <message>
        <source>Is in line already.</source>
        <comment>rows.ALREADY_THERE</comment>
        <translation>已在排队中。</translation>
    </message>
    <message>
        <source>Taken without this language: write en or zh.</source>
        <comment>rows.UNKNOWN_LANGUAGE</comment>
        <translation>已采用，但不认识这种语言，请写 en 或 zh。</translation>
    </message>
    <message>
        <source>Taken; the name was shortened, or cleared of characters that nobody sees.</source>
        <comment>rows.LABEL_CHANGED</comment>
        <translation>已采用，姓名已缩短或去掉了看不见的字符。</translation>
    </message>
    <message>
        <source>The file is larger than 1 MB. Save the list alone, as CSV.</source>
        <comment>lists.TOO_LARGE</comment>
        <translation>文件超过 1 MB。请只将名单另存为 CSV。</translation>
    </message>
    <message>
        <source>More than 2,000 would be in line. Nobody was taken: make the list shorter.</source>
        <comment>lists.TOO_MANY_ROWS</comment>
        <translation>排队将超过 2,000 人，因此一人也未加入。请缩短名单。</translation>
    </message>
    <message>
        <source>The file is no text in this encoding. Choose another one, or save it as CSV UTF-8.</source>
        <comment>lists.BAD_ENCODING</comment>
        <translation>按这种编码无法读出文字。请另选编码，或另存为 CSV UTF-8。</translation>
    </message>
    <message>
        <source>There is no column of references. Name one “reference”.</source>
        <comment>lists.NO_REFERENCES</comment>
        <translation>没有编号列。请将其中一列命名为“编号”。</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <comment>lists.EMPTY</comment>
        <translation>名单是空的。</translation>
    </message>
    <message>
        <source>The file cannot be read. See that it is there and not in use.</source>
        <comment>lists.UNREADABLE</comment>
        <translation>无法读取文件。请确认文件存在且未被占用。</translation>
    </message>
    <message>
        <source>Find out</source>
        <comment>encodings.GUESS</comment>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <comment>encodings.UTF_8</comment>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-16</source>
        <comment>encodings.UTF_16</comment>
        <translation>UTF-16</translation>
    </message>
    <message>
        <source>GB18030 / GBK</source>
        <comment>encodings.GB18030</comment>
        <translation>GB18030 / GBK</translation>
    </message>
    <message>
        <source>Windows-1252</source>
        <comment>encodings.WESTERN</comment>
        <translation>Windows-1252</translation>
    </message>
</context>
<context>
    <name>record</name>
    <message>
        <source>The disk is full.</source>
        <comment>troubles.DISK_FULL.happened</comment>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Free space on it.</source>
        <comment>troubles.DISK_FULL.next_step</comment>
        <translation>请释放磁盘空间。</translation>
    </message>
    <message>
        <source>The record's folder is read-only.</source>
        <comment>troubles.READ_ONLY.happened</comment>
        <translation>记录所在文件夹为只读。</translation>
    </message>
    <message>
        <source>Let this user write to it.</source>
        <comment>troubles.READ_ONLY.next_step</comment>
        <translation>请让当前用户可以写入该文件夹。</translation>
    </message>
    <message>
        <source>Another program has locked the record.</source>
        <comment>troubles.LOCKED.happened</comment>
        <translation>另一个程序锁定了记录。</translation>
    </message>
    <message>
        <source>End that program, or wait until it is done.</source>
        <comment>troubles.LOCKED.next_step</comment>
        <translation>请结束该程序，或等待其完成。</translation>
    </message>
    <message>
        <source>The record is damaged.</source>
        <comment>troubles.CORRUPT.happened</comment>
        <translation>记录已损坏。</translation>
    </message>
    <message>
        <source>End every window and command of this station, then start again: it is set aside.</source>
        <comment>troubles.CORRUPT.next_step</comment>
        <translation>请结束本站的所有窗口和命令后重新启动，损坏的记录会另存。</translation>
    </message>
    <message>
        <source>The disk does not work.</source>
        <comment>troubles.INPUT_OUTPUT.happened</comment>
        <translation>磁盘无法正常工作。</translation>
    </message>
    <message>
        <source>Copy the record's folder elsewhere, then see to the disk.</source>
        <comment>troubles.INPUT_OUTPUT.next_step</comment>
        <translation>请先将记录文件夹复制到别处，再检修磁盘。</translation>
    </message>
    <message>
        <source>The record cannot be opened.</source>
        <comment>troubles.CANNOT_OPEN.happened</comment>
        <translation>记录无法打开。</translation>
    </message>
    <message>
        <source>See that its folder is there and on this computer.</source>
        <comment>troubles.CANNOT_OPEN.next_step</comment>
        <translation>请确认其文件夹存在且位于本机。</translation>
    </message>
    <message>
        <source>The newest part of the record cannot be read here.</source>
        <comment>troubles.LEFT_OPEN.happened</comment>
        <translation>此处无法读取记录的最新部分。</translation>
    </message>
    <message>
        <source>Copy the record's whole folder to where this user may write.</source>
        <comment>troubles.LEFT_OPEN.next_step</comment>
        <translation>请将整个记录文件夹复制到当前用户可写入的位置。</translation>
    </message>
    <message>
        <source>This would contradict the record.</source>
        <comment>troubles.CONTRADICTION.happened</comment>
        <translation>此次写入与记录相矛盾。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station.</source>
        <comment>troubles.CONTRADICTION.next_step</comment>
        <translation>请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record was made by a newer version.</source>
        <comment>troubles.NEWER_VERSION.happened</comment>
        <translation>记录由更新版本的程序建立。</translation>
    </message>
    <message>
        <source>Start the newer version.</source>
        <comment>troubles.NEWER_VERSION.next_step</comment>
        <translation>请启动更新的版本。</translation>
    </message>
    <message>
        <source>Another program's file lies in the record's place.</source>
        <comment>troubles.FOREIGN.happened</comment>
        <translation>记录的位置上是其他程序的文件。</translation>
    </message>
    <message>
        <source>Move that file elsewhere.</source>
        <comment>troubles.FOREIGN.next_step</comment>
        <translation>请将该文件移到别处。</translation>
    </message>
    <message>
        <source>Nothing can be kept safely in this place.</source>
        <comment>troubles.UNSAFE.happened</comment>
        <translation>此处无法安全保存任何内容。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station.</source>
        <comment>troubles.UNSAFE.next_step</comment>
        <translation>请通知本站负责人。</translation>
    </message>
    <message>
        <source>The database library is too old.</source>
        <comment>troubles.OLD_SQLITE.happened</comment>
        <translation>数据库组件版本过旧。</translation>
    </message>
    <message>
        <source>Have this program installed anew.</source>
        <comment>troubles.OLD_SQLITE.next_step</comment>
        <translation>请重新安装本程序。</translation>
    </message>
    <message>
        <source>The record takes this for another run.</source>
        <comment>troubles.RUN_IN_USE.happened</comment>
        <translation>记录将本次运行误认为另一次运行。</translation>
    </message>
    <message>
        <source>Start the program again; if it stays so, tell whoever is in charge of this station.</source>
        <comment>troubles.RUN_IN_USE.next_step</comment>
        <translation>请重新启动程序；如仍然如此，请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record is closed already.</source>
        <comment>troubles.CLOSED.happened</comment>
        <translation>记录已关闭。</translation>
    </message>
    <message>
        <source>Start the program again; if it stays so, tell whoever is in charge of this station.</source>
        <comment>troubles.CLOSED.next_step</comment>
        <translation>请重新启动程序；如仍然如此，请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record is not as it was left.</source>
        <comment>troubles.BROKEN.happened</comment>
        <translation>记录与留下时不符。</translation>
    </message>
    <message>
        <source>Change nothing on this computer and tell whoever is in charge of this station.</source>
        <comment>troubles.BROKEN.next_step</comment>
        <translation>请勿更改这台电脑上的任何内容，并通知本站负责人。</translation>
    </message>
    <message>
        <source>The keyring gives no key for pictures.</source>
        <comment>troubles.NO_PICTURE_KEY.happened</comment>
        <translation>密钥环未提供图片密钥。</translation>
    </message>
    <message>
        <source>Unlock it: sign in again.</source>
        <comment>troubles.NO_PICTURE_KEY.next_step</comment>
        <translation>请解锁：重新登录。</translation>
    </message>
    <message>
        <source>A kept picture is missing or altered.</source>
        <comment>troubles.PICTURE_ALTERED.happened</comment>
        <translation>有留存的图片缺失或被改动。</translation>
    </message>
    <message>
        <source>Change nothing on this computer and tell whoever is in charge of this station.</source>
        <comment>troubles.PICTURE_ALTERED.next_step</comment>
        <translation>请勿更改这台电脑上的任何内容，并通知本站负责人。</translation>
    </message>
    <message>
        <source>This is under legal hold.</source>
        <comment>troubles.HELD.happened</comment>
        <translation>该内容受法律保全。</translation>
    </message>
    <message>
        <source>Tell whoever is in charge of this station.</source>
        <comment>troubles.HELD.next_step</comment>
        <translation>请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record is not chained yet.</source>
        <comment>troubles.NOT_CHAINED.happened</comment>
        <translation>记录尚未形成链。</translation>
    </message>
    <message>
        <source>Start the program again; if it stays so, tell whoever is in charge of this station.</source>
        <comment>troubles.NOT_CHAINED.next_step</comment>
        <translation>请重新启动程序；如仍然如此，请通知本站负责人。</translation>
    </message>
    <message>
        <source>The record was made by an older version.</source>
        <comment>troubles.OLDER_VERSION.happened</comment>
        <translation>记录由较旧版本的程序建立。</translation>
    </message>
    <message>
        <source>Start the program again; if it stays so, tell whoever is in charge of this station.</source>
        <comment>troubles.OLDER_VERSION.next_step</comment>
        <translation>请重新启动程序；如仍然如此，请通知本站负责人。</translation>
    </message>
    <message>
        <source>The database does not work.</source>
        <comment>troubles.OTHER.happened</comment>
        <translation>数据库无法正常工作。</translation>
    </message>
    <message>
        <source>Start the program again; if it stays so, tell whoever is in charge of this station.</source>
        <comment>troubles.OTHER.next_step</comment>
        <translation>请重新启动程序；如仍然如此，请通知本站负责人。</translation>
    </message>
    <message>
        <source>Another program (process {process}) has locked the record.</source>
        <comment>locked_by</comment>
        <translation>另一个程序（进程 {process}）锁定了记录。</translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>Review lane</source>
        <comment>phrases.TITLE</comment>
        <translation>复核</translation>
    </message>
    <message>
        <source>To look at</source>
        <comment>phrases.LANE</comment>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Agreement of the engines</source>
        <comment>phrases.AGREEMENT</comment>
        <translation>引擎一致率</translation>
    </message>
    <message>
        <source>The first {count} are listed.</source>
        <comment>phrases.LISTED</comment>
        <translation>先列出前 {count} 次。</translation>
    </message>
    <message>
        <source>Nothing needs a second look.</source>
        <comment>phrases.EMPTY</comment>
        <translation>没有需要复核的检测。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <comment>phrases.LOADING</comment>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>The record cannot be read.</source>
        <comment>phrases.UNREADABLE</comment>
        <translation>无法读取记录。</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>phrases.WHEN</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Found</source>
        <comment>phrases.FOUND</comment>
        <translation>判定</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <comment>phrases.WHY</comment>
        <translation>复核原因</translation>
    </message>
    <message>
        <source>Incident</source>
        <comment>phrases.INCIDENT</comment>
        <translation>优先</translation>
    </message>
    <message>
        <source>The other engine says {verdict}</source>
        <comment>phrases.DISAGREEMENT</comment>
        <translation>另一引擎判定为“{verdict}”</translation>
    </message>
    <message>
        <source>The score is in the review band</source>
        <comment>phrases.BAND</comment>
        <translation>分数落在复核区间</translation>
    </message>
    <message>
        <source>; </source>
        <comment>phrases.AND</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>{by} let them pass against the verdict</source>
        <comment>phrases.AGAINST</comment>
        <translation>{by} 未按判定，予以放行</translation>
    </message>
    <message>
        <source>Let pass against the verdict</source>
        <comment>phrases.AGAINST_ERASED</comment>
        <translation>未按判定，予以放行</translation>
    </message>
    <message>
        <source>(erased)</source>
        <comment>phrases.ERASED</comment>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>Judged by {endpoint}{engine}: {verdict}{score}. {reason}</source>
        <comment>phrases.STATION</comment>
        <translation>判定方：{endpoint}{engine}，{verdict}{score}。{reason}</translation>
    </message>
    <message>
        <source>Asked besides, {endpoint}{engine}: {verdict}{score}. {reason}</source>
        <comment>phrases.OTHER</comment>
        <translation>另行询问：{endpoint}{engine}，{verdict}{score}。{reason}</translation>
    </message>
    <message>
        <source>this computer</source>
        <comment>phrases.HERE</comment>
        <translation>本机</translation>
    </message>
    <message>
        <source>, score {score}</source>
        <comment>phrases.SCORE</comment>
        <translation>，分数 {score}</translation>
    </message>
    <message>
        <source>Evidence</source>
        <comment>phrases.EVIDENCE</comment>
        <translation>证据</translation>
    </message>
    <message>
        <source>Decide…</source>
        <comment>phrases.DECIDE</comment>
        <translation>作出决定…</translation>
    </message>
    <message>
        <source>Leave as it is…</source>
        <comment>phrases.LEAVE</comment>
        <translation>维持原状…</translation>
    </message>
    <message>
        <source>You decided this yourself; somebody else has to look.</source>
        <comment>phrases.OWN</comment>
        <translation>这是您自己的决定，须由他人复核。</translation>
    </message>
    <message>
        <source>Recording…</source>
        <comment>phrases.RECORDING</comment>
        <translation>正在记录…</translation>
    </message>
    <message>
        <source>Recorded beside the verdict, which stays as it is.</source>
        <comment>phrases.RECORDED</comment>
        <translation>已记录，原判定保持不变。</translation>
    </message>
    <message>
        <source>That could not be recorded, so nothing has changed. Try again.</source>
        <comment>phrases.NOT_RECORDED</comment>
        <translation>未能记录，一切保持原样。请重试。</translation>
    </message>
    <message>
        <source>Nobody confirmed it, so nothing has changed.</source>
        <comment>phrases.NOT_CONFIRMED</comment>
        <translation>无人确认，一切保持原样。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} in review</source>
        <comment>phrases.TODAY</comment>
        <translation>待复核 {count} 次</translation>
    </message>
    <message>
        <source>There are no second opinions yet. With the second engine turned on in the settings, both look at the same picture where the subject allows it.</source>
        <comment>phrases.NO_OPINIONS</comment>
        <translation>还没有第二引擎的判定。在设置中启用第二引擎后，凡受检人允许，两个引擎会判定同一张图片。</translation>
    </message>
    <message>
        <source>The same in {percent} of {count}. What is usual is known after {needed}.</source>
        <comment>phrases.NO_BASELINE</comment>
        <translation>共 {count} 次，一致率 {percent}。满 {needed} 次后才有基准。</translation>
    </message>
    <message>
        <source>The same in {percent} of the last {count}; usual is {usual}.</source>
        <comment>phrases.AS_USUAL</comment>
        <translation>最近 {count} 次一致率 {percent}，基准为 {usual}。</translation>
    </message>
    <message>
        <source>The engines agree less often than they used to: in {percent} of the last {count}; usual was {usual}. Look at the disagreements, then at whether an engine, a camera or the light has changed.</source>
        <comment>phrases.DRIFTED</comment>
        <translation>两个引擎不如以往一致：最近 {count} 次一致率 {percent}，基准为 {usual}。请先查看不一致的检测，再查看引擎、摄像头或光线是否有变化。</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <comment>phrases.PAIR</comment>
        <translation>{one} 与 {other}</translation>
    </message>
    <message>
        <source>dot: share of a day that was the same · line: where it lies with 95 % · dashed: usual</source>
        <comment>phrases.KEY</comment>
        <translation>圆点：当日一致率 · 竖线：95 % 区间 · 虚线：基准</translation>
    </message>
    <message>
        <source>Agreement is no error rate: it does not tell who is right, only that something has changed. Usual is what the first {needed} of this station's newest 5,000 answers came to.</source>
        <comment>phrases.MEANING</comment>
        <translation>一致率不是错误率：它不说明谁对，只说明有了变化。基准取本站最近 5,000 次判定中最早的 {needed} 次。</translation>
    </message>
    <message>
        <source>{day}: {same} of {total} the same ({low} to {high})</source>
        <comment>phrases.DAY</comment>
        <translation>{day}：{total} 次中 {same} 次一致（{low} 至 {high}）</translation>
    </message>
    <message>
        <source>usual</source>
        <comment>phrases.USUAL</comment>
        <translation>基准</translation>
    </message>
    <message numerus="yes">
        <source>%n checks need a second look.</source>
        <comment>counts.COUNT</comment>
        <translation>
            <numerusform>有 %n 次检测待复核。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n of them somebody may have passed wrongly.</source>
        <comment>counts.INCIDENTS</comment>
        <translation>
            <numerusform>其中 %n 次可能误放行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>setting_up</name>
    <message>
        <source>Setting up the desk</source>
        <comment>phrases.TITLE</comment>
        <translation>设置工作台</translation>
    </message>
    <message>
        <source>Set up</source>
        <comment>phrases.OPEN</comment>
        <translation>设置工作台</translation>
    </message>
    <message>
        <source>Step {number} of {total}: {name}</source>
        <comment>phrases.STEP</comment>
        <translation>第 {number} 步，共 {total} 步：{name}</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>phrases.BACK</comment>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>phrases.GO_ON</comment>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on all the same</source>
        <comment>phrases.GO_ON_ALL_THE_SAME</comment>
        <translation>仍然继续</translation>
    </message>
    <message>
        <source>Take the test picture</source>
        <comment>phrases.TEST</comment>
        <translation>拍一张试试</translation>
    </message>
    <message>
        <source>Take it again</source>
        <comment>phrases.TEST_AGAIN</comment>
        <translation>再拍一张</translation>
    </message>
    <message>
        <source>The picture is being judged …</source>
        <comment>phrases.TESTING</comment>
        <translation>正在判定画面…</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This is well.</source>
        <comment>phrases.WELL</comment>
        <translation>这一项没有问题。</translation>
    </message>
    <message>
        <source>The desk is ready.</source>
        <comment>phrases.GREEN</comment>
        <translation>工位已就绪。</translation>
    </message>
    <message>
        <source>Nothing to do. Set it up again after moving camera, lamp or desk.</source>
        <comment>phrases.GREEN_NEXT</comment>
        <translation>无需处理。移动摄像头、灯或桌子之后，请重新设置。</translation>
    </message>
    <message>
        <source>The desk is not ready: {problem}</source>
        <comment>phrases.NOT_GREEN</comment>
        <translation>工位尚未就绪：{problem}</translation>
    </message>
    <message>
        <source>LIVE, score {score}: the check works from camera to record.</source>
        <comment>phrases.TEST_WELL</comment>
        <translation>活体，分数 {score}：从摄像头到记录都正常。</translation>
    </message>
    <message>
        <source>Recorded as a check of the desk: counted nowhere, kept without a picture, judged on this computer.</source>
        <comment>phrases.TEST_NOTE_LOCAL</comment>
        <translation>作为工位检测记录：不计入任何统计，不保存图片，在本机判定。</translation>
    </message>
    <message>
        <source>Recorded as a check of the desk: counted nowhere. The picture goes to {host} and may cost a call.</source>
        <comment>phrases.TEST_NOTE_CLOUD</comment>
        <translation>作为工位检测记录：不计入任何统计。画面会发送到 {host}，可能计一次费用。</translation>
    </message>
    <message>
        <source>Camera</source>
        <comment>phrases.NAMED_CAMERA</comment>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>phrases.CLASS</comment>
        <translation>类型</translation>
    </message>
    <message>
        <source>a camera</source>
        <comment>phrases.CLASS_CAMERA</comment>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>virtual: a program, no camera</source>
        <comment>phrases.CLASS_VIRTUAL</comment>
        <translation>虚拟：是程序，不是摄像头</translation>
    </message>
    <message>
        <source>file or demonstration</source>
        <comment>phrases.CLASS_OTHER</comment>
        <translation>文件或演示</translation>
    </message>
    <message>
        <source>First picture after</source>
        <comment>phrases.FIRST_FRAME</comment>
        <translation>打开到首帧</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <comment>phrases.SECONDS</comment>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <comment>phrases.RATE</comment>
        <translation>每秒画面</translation>
    </message>
    <message>
        <source>{rate}, measured</source>
        <comment>phrases.PER_SECOND</comment>
        <translation>{rate}（实测）</translation>
    </message>
    <message>
        <source>Size, as it says</source>
        <comment>phrases.SIZE</comment>
        <translation>尺寸（自报）</translation>
    </message>
    <message>
        <source>Light on the face</source>
        <comment>phrases.FACE_LUMA</comment>
        <translation>脸部亮度</translation>
    </message>
    <message>
        <source>Brighter half by darker</source>
        <comment>phrases.RATIO</comment>
        <translation>明暗两侧之比</translation>
    </message>
    <message>
        <source>Surroundings by face</source>
        <comment>phrases.BACKLIGHT</comment>
        <translation>背景与脸部亮度比</translation>
    </message>
    <message>
        <source>Width of the face, px</source>
        <comment>phrases.FACE_WIDTH</comment>
        <translation>人脸宽度（像素）</translation>
    </message>
    <message>
        <source>Share of the picture</source>
        <comment>phrases.SHARE</comment>
        <translation>占画面比例</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <comment>phrases.UNKNOWN</comment>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>Camera</source>
        <comment>steps.CAMERA</comment>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>steps.LIGHT</comment>
        <translation>光线</translation>
    </message>
    <message>
        <source>Distance</source>
        <comment>steps.DISTANCE</comment>
        <translation>距离</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>steps.TEST</comment>
        <translation>试拍</translation>
    </message>
    <message>
        <source>Choose the camera that subjects look into.</source>
        <comment>tasks.CAMERA</comment>
        <translation>请选择受检人将面对的摄像头。</translation>
    </message>
    <message>
        <source>Sit where the subject sits, and look into the camera.</source>
        <comment>tasks.LIGHT</comment>
        <translation>请坐到受检人的位置，看向摄像头。</translation>
    </message>
    <message>
        <source>Sit as the subject will: the face fills the oval.</source>
        <comment>tasks.DISTANCE</comment>
        <translation>请像受检人那样坐好，让脸充满椭圆。</translation>
    </message>
    <message>
        <source>Stay seated; one picture of you is checked.</source>
        <comment>tasks.TEST</comment>
        <translation>请坐着别动，将检测您的一张画面。</translation>
    </message>
    <message>
        <source>No camera is open.</source>
        <comment>troubles.NO_CAMERA.happened</comment>
        <translation>没有打开的摄像头。</translation>
    </message>
    <message>
        <source>Plug one in and choose it.</source>
        <comment>troubles.NO_CAMERA.next_step</comment>
        <translation>请接入摄像头并选择它。</translation>
    </message>
    <message>
        <source>The camera is being opened.</source>
        <comment>troubles.CAMERA_OPENING.happened</comment>
        <translation>正在打开摄像头。</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <comment>troubles.CAMERA_OPENING.next_step</comment>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>This is a file or a demonstration.</source>
        <comment>troubles.NOT_A_CAMERA.happened</comment>
        <translation>这是文件或演示。</translation>
    </message>
    <message>
        <source>Choose a camera; a desk is set up with one.</source>
        <comment>troubles.NOT_A_CAMERA.next_step</comment>
        <translation>请选择摄像头，工位要用摄像头来设置。</translation>
    </message>
    <message>
        <source>This camera is a program.</source>
        <comment>troubles.VIRTUAL.happened</comment>
        <translation>这个摄像头是一个程序。</translation>
    </message>
    <message>
        <source>Choose a real camera; a program can show anything.</source>
        <comment>troubles.VIRTUAL.next_step</comment>
        <translation>请选择真实的摄像头，程序可以显示任何画面。</translation>
    </message>
    <message>
        <source>The picture is not measured yet.</source>
        <comment>troubles.NOT_MEASURED.happened</comment>
        <translation>画面尚未测量。</translation>
    </message>
    <message>
        <source>Wait a moment; else look at `doctor`, line models.</source>
        <comment>troubles.NOT_MEASURED.next_step</comment>
        <translation>请稍候；若仍如此，请看 doctor 的 models 一行。</translation>
    </message>
    <message>
        <source>One half of the face is more than twice as bright.</source>
        <comment>troubles.UNEVEN.happened</comment>
        <translation>半边脸比另半边亮一倍以上。</translation>
    </message>
    <message>
        <source>Turn the desk, draw the blind, or put a lamp on the other side.</source>
        <comment>troubles.UNEVEN.next_step</comment>
        <translation>请转动桌子、拉上窗帘，或在另一侧放一盏灯。</translation>
    </message>
    <message>
        <source>The engine is starting.</source>
        <comment>troubles.ENGINE_STARTING.happened</comment>
        <translation>引擎正在启动。</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <comment>troubles.ENGINE_STARTING.next_step</comment>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <comment>troubles.NOT_TESTED.happened</comment>
        <translation>还没有试拍。</translation>
    </message>
    <message>
        <source>Take the test picture.</source>
        <comment>troubles.NOT_TESTED.next_step</comment>
        <translation>请拍一张试试。</translation>
    </message>
    <message>
        <source>The camera is covered or dark.</source>
        <comment>gates.COVERED.happened</comment>
        <translation>摄像头被遮挡或太暗。</translation>
    </message>
    <message>
        <source>Open the shutter.</source>
        <comment>gates.COVERED.next_step</comment>
        <translation>请打开遮挡盖。</translation>
    </message>
    <message>
        <source>No face is seen.</source>
        <comment>gates.NO_FACE.happened</comment>
        <translation>没有看到人脸。</translation>
    </message>
    <message>
        <source>Sit down before the camera.</source>
        <comment>gates.NO_FACE.next_step</comment>
        <translation>请坐到摄像头前。</translation>
    </message>
    <message>
        <source>Several faces are seen.</source>
        <comment>gates.SEVERAL_FACES.happened</comment>
        <translation>看到多张人脸。</translation>
    </message>
    <message>
        <source>Let one person sit there.</source>
        <comment>gates.SEVERAL_FACES.next_step</comment>
        <translation>请只留一人就座。</translation>
    </message>
    <message>
        <source>The face is too near.</source>
        <comment>gates.TOO_NEAR.happened</comment>
        <translation>人脸太近。</translation>
    </message>
    <message>
        <source>Move chair or camera back.</source>
        <comment>gates.TOO_NEAR.next_step</comment>
        <translation>请将椅子或摄像头移远一些。</translation>
    </message>
    <message>
        <source>The face is too far away.</source>
        <comment>gates.TOO_FAR.happened</comment>
        <translation>人脸太远。</translation>
    </message>
    <message>
        <source>Move chair or camera nearer.</source>
        <comment>gates.TOO_FAR.next_step</comment>
        <translation>请将椅子或摄像头移近一些。</translation>
    </message>
    <message>
        <source>The face is at the border.</source>
        <comment>gates.OFF_CENTRE_LEFT.happened</comment>
        <translation>人脸在画面边缘。</translation>
    </message>
    <message>
        <source>Turn the camera until the face is within the oval.</source>
        <comment>gates.OFF_CENTRE_LEFT.next_step</comment>
        <translation>请转动摄像头，使人脸位于椭圆之内。</translation>
    </message>
    <message>
        <source>The face is at the border.</source>
        <comment>gates.OFF_CENTRE_RIGHT.happened</comment>
        <translation>人脸在画面边缘。</translation>
    </message>
    <message>
        <source>Turn the camera until the face is within the oval.</source>
        <comment>gates.OFF_CENTRE_RIGHT.next_step</comment>
        <translation>请转动摄像头，使人脸位于椭圆之内。</translation>
    </message>
    <message>
        <source>The face is too low in the picture.</source>
        <comment>gates.OFF_CENTRE_UP.happened</comment>
        <translation>人脸在画面中太低。</translation>
    </message>
    <message>
        <source>Tilt the camera down, or raise the chair.</source>
        <comment>gates.OFF_CENTRE_UP.next_step</comment>
        <translation>请将摄像头调低，或升高椅子。</translation>
    </message>
    <message>
        <source>The face is too high in the picture.</source>
        <comment>gates.OFF_CENTRE_DOWN.happened</comment>
        <translation>人脸在画面中太高。</translation>
    </message>
    <message>
        <source>Tilt the camera up, or lower the chair.</source>
        <comment>gates.OFF_CENTRE_DOWN.next_step</comment>
        <translation>请将摄像头调高，或降低椅子。</translation>
    </message>
    <message>
        <source>The head is tilted.</source>
        <comment>gates.TILTED.happened</comment>
        <translation>头部歪斜。</translation>
    </message>
    <message>
        <source>Hold it upright; else level the camera.</source>
        <comment>gates.TILTED.next_step</comment>
        <translation>请摆正头部，或放平摄像头。</translation>
    </message>
    <message>
        <source>The face is turned away.</source>
        <comment>gates.TURNED.happened</comment>
        <translation>脸没有正对摄像头。</translation>
    </message>
    <message>
        <source>Put the camera where the subject looks.</source>
        <comment>gates.TURNED.next_step</comment>
        <translation>请将摄像头放在受检人注视的方向。</translation>
    </message>
    <message>
        <source>Light comes from behind.</source>
        <comment>gates.BACKLIT.happened</comment>
        <translation>光从背后来。</translation>
    </message>
    <message>
        <source>Close the blind behind, or turn the desk from the window.</source>
        <comment>gates.BACKLIT.next_step</comment>
        <translation>请拉上身后的窗帘，或让桌子背离窗户。</translation>
    </message>
    <message>
        <source>The face is too dark.</source>
        <comment>gates.TOO_DARK.happened</comment>
        <translation>脸部太暗。</translation>
    </message>
    <message>
        <source>Put a lamp in front of the face.</source>
        <comment>gates.TOO_DARK.next_step</comment>
        <translation>请在脸的前方加一盏灯。</translation>
    </message>
    <message>
        <source>The face is too bright.</source>
        <comment>gates.TOO_BRIGHT.happened</comment>
        <translation>脸部太亮。</translation>
    </message>
    <message>
        <source>Dim the lamp or draw the blind.</source>
        <comment>gates.TOO_BRIGHT.next_step</comment>
        <translation>请调暗灯光或拉上窗帘。</translation>
    </message>
    <message>
        <source>A lamp glares on the face.</source>
        <comment>gates.GLARE.happened</comment>
        <translation>灯光在脸上反光。</translation>
    </message>
    <message>
        <source>Turn the lamp aside.</source>
        <comment>gates.GLARE.next_step</comment>
        <translation>请将灯转向一旁。</translation>
    </message>
    <message>
        <source>Light comes from one side.</source>
        <comment>gates.SIDE_LIT.happened</comment>
        <translation>光从一侧来。</translation>
    </message>
    <message>
        <source>Turn the desk, or put a lamp on the other side.</source>
        <comment>gates.SIDE_LIT.next_step</comment>
        <translation>请转动桌子，或在另一侧放一盏灯。</translation>
    </message>
    <message>
        <source>The face moves.</source>
        <comment>gates.MOVING.happened</comment>
        <translation>人脸在移动。</translation>
    </message>
    <message>
        <source>Hold still.</source>
        <comment>gates.MOVING.next_step</comment>
        <translation>请保持不动。</translation>
    </message>
    <message>
        <source>The picture is blurred.</source>
        <comment>gates.BLURRED.happened</comment>
        <translation>画面模糊。</translation>
    </message>
    <message>
        <source>Wipe the lens; give more light.</source>
        <comment>gates.BLURRED.next_step</comment>
        <translation>请擦拭镜头，并增加光线。</translation>
    </message>
    <message>
        <source>The face is covered.</source>
        <comment>gates.FACE_COVERED.happened</comment>
        <translation>面部有遮挡。</translation>
    </message>
    <message>
        <source>Take off mask or dark glasses.</source>
        <comment>gates.FACE_COVERED.next_step</comment>
        <translation>请摘下口罩或墨镜。</translation>
    </message>
    <message>
        <source>The eyes are closed.</source>
        <comment>gates.EYES_CLOSED.happened</comment>
        <translation>眼睛闭着。</translation>
    </message>
    <message>
        <source>Open them.</source>
        <comment>gates.EYES_CLOSED.next_step</comment>
        <translation>请睁开眼睛。</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Settings</source>
        <comment>phrases.TITLE</comment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <comment>phrases.SEARCH</comment>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <comment>phrases.GROUPS</comment>
        <translation>设置分类</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <comment>phrases.NOTHING_FOUND</comment>
        <translation>没有符合的设置。</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <comment>phrases.DEFAULT</comment>
        <translation>默认：{value}</translation>
    </message>
    <message>
        <source>Default</source>
        <comment>phrases.RESET</comment>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <comment>phrases.RESTART</comment>
        <translation>下次启动时生效。</translation>
    </message>
    <message>
        <source>Laid down by this computer's policy.</source>
        <comment>phrases.LOCKED</comment>
        <translation>由本机策略规定，不能更改。</translation>
    </message>
    <message>
        <source>This computer's policy asks for at least {value}.</source>
        <comment>phrases.LEAST</comment>
        <translation>本机策略要求不低于 {value}。</translation>
    </message>
    <message>
        <source>This computer's policy allows at most {value}.</source>
        <comment>phrases.MOST</comment>
        <translation>本机策略要求不超过 {value}。</translation>
    </message>
    <message>
        <source>This computer's policy asks for: {value}.</source>
        <comment>phrases.HOLDS</comment>
        <translation>本机策略要求包含：{value}。</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <comment>phrases.RANGE</comment>
        <translation>{least} 至 {most}</translation>
    </message>
    <message>
        <source>{least} or more, below {most}</source>
        <comment>phrases.RANGE_BELOW</comment>
        <translation>不小于 {least}，且小于 {most}</translation>
    </message>
    <message>
        <source>Several are separated by semicolons</source>
        <comment>phrases.SEPARATED</comment>
        <translation>多项之间用分号隔开</translation>
    </message>
    <message>
        <source>on</source>
        <comment>phrases.ON</comment>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <comment>phrases.OFF</comment>
        <translation>关</translation>
    </message>
    <message>
        <source>none</source>
        <comment>phrases.EMPTY</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>, </source>
        <comment>phrases.COMMA</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>0.5 on this computer, no band for the cloud</source>
        <comment>phrases.OF_ENDPOINT</comment>
        <translation>本机为 0.5，云端不设复核区间</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <comment>phrases.UNCHANGED</comment>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>To be saved:</source>
        <comment>phrases.CHANGES</comment>
        <translation>待保存：</translation>
    </message>
    <message>
        <source>{name}: {before} → {after}</source>
        <comment>phrases.CHANGE</comment>
        <translation>{name}：{before} → {after}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <comment>phrases.MORE_CHANGES</comment>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Not saved as long as something cannot be used: {names}</source>
        <comment>phrases.BAD_INPUT</comment>
        <translation>以下内容无法使用，更正后才能保存：{names}</translation>
    </message>
    <message>
        <source>Save</source>
        <comment>phrases.SAVE</comment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved and recorded.</source>
        <comment>phrases.SAVED</comment>
        <translation>已保存，并已记录。</translation>
    </message>
    <message>
        <source>In force and recorded, but the disk refuses the file: with the next start this is gone.</source>
        <comment>phrases.UNSAVED</comment>
        <translation>已生效并记录，但文件无法写入磁盘，下次启动后将失效。</translation>
    </message>
    <message>
        <source>The policy has raised: {names}</source>
        <comment>phrases.RAISED</comment>
        <translation>已按策略提高：{names}</translation>
    </message>
    <message>
        <source>Discard</source>
        <comment>phrases.DISCARD</comment>
        <translation>放弃改动</translation>
    </message>
    <message>
        <source>Not saved yet. Close again to leave without saving.</source>
        <comment>phrases.LEAVE_SURE</comment>
        <translation>尚未保存。再次关闭即放弃改动。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export profile…</source>
        <comment>phrases.EXPORT</comment>
        <translation>导出配置…</translation>
    </message>
    <message>
        <source>Import profile…</source>
        <comment>phrases.IMPORT</comment>
        <translation>导入配置…</translation>
    </message>
    <message>
        <source>with paths and names of this desk</source>
        <comment>phrases.WITH_OWN</comment>
        <translation>包含本工位的路径和名称</translation>
    </message>
    <message>
        <source>Written to {name}; it holds no secrets.</source>
        <comment>phrases.EXPORTED</comment>
        <translation>已写入 {name}，其中不含任何机密。</translation>
    </message>
    <message>
        <source>Taken from {name}. Nothing is in force before you save.</source>
        <comment>phrases.IMPORTED</comment>
        <translation>已读入 {name}，保存之后才会生效。</translation>
    </message>
    <message>
        <source>{name} says nothing that is not so already.</source>
        <comment>phrases.IMPORTED_SAME</comment>
        <translation>{name} 与当前设置相同。</translation>
    </message>
    <message>
        <source>Station profiles (*.json)</source>
        <comment>phrases.FILES</comment>
        <translation>工位配置 (*.json)</translation>
    </message>
    <message>
        <source>The camera is chosen below the picture, the endpoint with its credentials in the menu.</source>
        <comment>phrases.ELSEWHERE</comment>
        <translation>摄像头在画面下方选择，服务与凭据在菜单中设置。</translation>
    </message>
    <message>
        <source>This computer's policy file cannot be used; the strictest rules hold.</source>
        <comment>phrases.POLICY_DAMAGED</comment>
        <translation>本机的策略文件无法使用，已按最严格的规定执行。</translation>
    </message>
    <message>
        <source>Desk</source>
        <comment>groups.DESK</comment>
        <translation>工位</translation>
    </message>
    <message>
        <source>Subjects and consent</source>
        <comment>groups.SUBJECTS</comment>
        <translation>受检人与同意</translation>
    </message>
    <message>
        <source>Checks</source>
        <comment>groups.CHECKS</comment>
        <translation>核验</translation>
    </message>
    <message>
        <source>Pictures and retention</source>
        <comment>groups.PICTURES</comment>
        <translation>图片与保留期</translation>
    </message>
    <message>
        <source>Network</source>
        <comment>groups.NETWORK</comment>
        <translation>网络</translation>
    </message>
    <message>
        <source>Looks</source>
        <comment>groups.LOOKS</comment>
        <translation>外观</translation>
    </message>
    <message>
        <source>Records</source>
        <comment>groups.RECORDS</comment>
        <translation>记录</translation>
    </message>
    <message>
        <source>{count}</source>
        <comment>units.NONE</comment>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{count}</source>
        <comment>units.SCORE</comment>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{count} s</source>
        <comment>units.SECONDS</comment>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <comment>units.MINUTES</comment>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count}</source>
        <comment>units.DAYS</comment>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{count}</source>
        <comment>units.ATTEMPTS</comment>
        <translation>{count} 次</translation>
    </message>
    <message>
        <source>{count}</source>
        <comment>units.MONEY</comment>
        <translation>{count}</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>days</comment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of this desk</source>
        <comment>fields.desk_name.title</comment>
        <translation>工位名称</translation>
    </message>
    <message>
        <source>Stands in the window and on reports.</source>
        <comment>fields.desk_name.explanation</comment>
        <translation>显示在窗口和报告上。</translation>
    </message>
    <message>
        <source>Lock after</source>
        <comment>fields.lock_minutes.title</comment>
        <translation>自动锁定</translation>
    </message>
    <message>
        <source>A signed-in desk that nobody touches so long locks itself; 0: never.</source>
        <comment>fields.lock_minutes.explanation</comment>
        <translation>登录后无人操作达到此时间即锁定；0 为从不。</translation>
    </message>
    <message>
        <source>Sounds</source>
        <comment>fields.sounds.title</comment>
        <translation>提示音</translation>
    </message>
    <message>
        <source>A short sound goes with each verdict.</source>
        <comment>fields.sounds.explanation</comment>
        <translation>每次得出结果时播放一声短音。</translation>
    </message>
    <message>
        <source>Subject display</source>
        <comment>fields.subject_display.title</comment>
        <translation>受检人屏幕</translation>
    </message>
    <message>
        <source>Shows the subject's window on a second screen, where there is one.</source>
        <comment>fields.subject_display.explanation</comment>
        <translation>有第二块屏幕时，在上面显示受检人窗口。</translation>
    </message>
    <message>
        <source>Capture by itself after</source>
        <comment>fields.auto_capture_s.title</comment>
        <translation>自动拍摄</translation>
    </message>
    <message>
        <source>All gates green for so long take the picture; 0: never.</source>
        <comment>fields.auto_capture_s.explanation</comment>
        <translation>各项条件持续合格达到此时间即拍摄；0 为从不。</translation>
    </message>
    <message>
        <source>Consent</source>
        <comment>fields.consent.title</comment>
        <translation>征得同意</translation>
    </message>
    <message>
        <source>Whether each subject is asked here before anything is captured.</source>
        <comment>fields.consent.explanation</comment>
        <translation>拍摄之前是否在本工位询问受检人。</translation>
    </message>
    <message>
        <source>Subjects' language</source>
        <comment>fields.subject_language.title</comment>
        <translation>受检人语言</translation>
    </message>
    <message>
        <source>For subjects who have chosen none of their own.</source>
        <comment>fields.subject_language.explanation</comment>
        <translation>用于没有自选语言的受检人。</translation>
    </message>
    <message>
        <source>Rule for references</source>
        <comment>fields.reference_pattern.title</comment>
        <translation>编号规则</translation>
    </message>
    <message>
        <source>What a subject's reference must look like; empty: anything.</source>
        <comment>fields.reference_pattern.explanation</comment>
        <translation>受检人编号的格式；留空则不限。</translation>
    </message>
    <message>
        <source>Attempts at most</source>
        <comment>fields.attempts_most.title</comment>
        <translation>最多次数</translation>
    </message>
    <message>
        <source>So many for one subject; then a supervisor allows more.</source>
        <comment>fields.attempts_most.explanation</comment>
        <translation>同一受检人的次数上限，超过须由主管放行。</translation>
    </message>
    <message>
        <source>Attempts count for</source>
        <comment>fields.attempts_minutes.title</comment>
        <translation>次数计算时段</translation>
    </message>
    <message>
        <source>Older attempts of a subject no longer count.</source>
        <comment>fields.attempts_minutes.explanation</comment>
        <translation>早于此时间的核验不再计入。</translation>
    </message>
    <message>
        <source>Where to appeal</source>
        <comment>fields.appeal.title</comment>
        <translation>申诉途径</translation>
    </message>
    <message>
        <source>Stands on the subject's slip: whom to turn to who disagrees.</source>
        <comment>fields.appeal.explanation</comment>
        <translation>印在回执单上，供有异议的受检人联系。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <comment>fields.threshold.title</comment>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Only a score above it is live.</source>
        <comment>fields.threshold.explanation</comment>
        <translation>分数高于此值才判为活体。</translation>
    </message>
    <message>
        <source>Review limit</source>
        <comment>fields.review_limit.title</comment>
        <translation>复核下限</translation>
    </message>
    <message>
        <source>A score above it and not above the threshold is for a person to judge. Empty: as the endpoint suggests.</source>
        <comment>fields.review_limit.explanation</comment>
        <translation>分数高于此值但不高于阈值时，由人工判断。留空则按所用服务而定。</translation>
    </message>
    <message>
        <source>Way of checking</source>
        <comment>fields.check.title</comment>
        <translation>核验方式</translation>
    </message>
    <message>
        <source>How the pictures of a check are taken.</source>
        <comment>fields.check.explanation</comment>
        <translation>核验时如何拍摄。</translation>
    </message>
    <message>
        <source>Second person</source>
        <comment>fields.second_person.title</comment>
        <translation>双人确认</translation>
    </message>
    <message>
        <source>What an operator may not decide without somebody else's PIN.</source>
        <comment>fields.second_person.explanation</comment>
        <translation>以下决定须由另一人输入 PIN 确认。</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <comment>fields.shadow.title</comment>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>The other engine judges the same picture, where consent allows it.</source>
        <comment>fields.shadow.explanation</comment>
        <translation>在同意范围内，由另一引擎判断同一张图片。</translation>
    </message>
    <message>
        <source>Harmless risk reasons</source>
        <comment>fields.benign_risk_reasons.title</comment>
        <translation>无害风险原因</translation>
    </message>
    <message>
        <source>Risk reasons of the cloud that do not speak against a subject.</source>
        <comment>fields.benign_risk_reasons.explanation</comment>
        <translation>云端给出的、不视为可疑的风险原因。</translation>
    </message>
    <message>
        <source>Keep pictures</source>
        <comment>fields.keep_pictures.title</comment>
        <translation>留存图片</translation>
    </message>
    <message>
        <source>Of which checks the pictures are kept, sealed.</source>
        <comment>fields.keep_pictures.explanation</comment>
        <translation>加密留存哪些核验的图片。</translation>
    </message>
    <message>
        <source>Kept as</source>
        <comment>fields.picture_form.title</comment>
        <translation>留存形式</translation>
    </message>
    <message>
        <source>What is kept of each picture.</source>
        <comment>fields.picture_form.explanation</comment>
        <translation>每张图片留存的内容。</translation>
    </message>
    <message>
        <source>Keep pictures for</source>
        <comment>fields.picture_days.title</comment>
        <translation>图片保留期</translation>
    </message>
    <message>
        <source>Then they are erased; 0 keeps none.</source>
        <comment>fields.picture_days.explanation</comment>
        <translation>到期即删除；0 为不留存。</translation>
    </message>
    <message>
        <source>Keep names for</source>
        <comment>fields.person_days.title</comment>
        <translation>姓名保留期</translation>
    </message>
    <message>
        <source>Then whatever tells who it was is erased from the record.</source>
        <comment>fields.person_days.explanation</comment>
        <translation>到期后，从记录中删除能识别个人的内容。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <comment>fields.proxy.title</comment>
        <translation>代理</translation>
    </message>
    <message>
        <source>Address on the way to the cloud; empty: none.</source>
        <comment>fields.proxy.explanation</comment>
        <translation>连接云端所用的代理地址；留空则不用。</translation>
    </message>
    <message>
        <source>Certificate authorities</source>
        <comment>fields.ca_file.title</comment>
        <translation>证书颁发机构</translation>
    </message>
    <message>
        <source>Path of a file of additional authorities; empty: none.</source>
        <comment>fields.ca_file.explanation</comment>
        <translation>附加机构证书文件的路径；留空则没有。</translation>
    </message>
    <message>
        <source>Cost of a call</source>
        <comment>fields.call_cost.title</comment>
        <translation>单次费用</translation>
    </message>
    <message>
        <source>Of one call to the cloud, for the shift's sums.</source>
        <comment>fields.call_cost.explanation</comment>
        <translation>每次调用云端的费用，用于当班统计。</translation>
    </message>
    <message>
        <source>Currency</source>
        <comment>fields.currency.title</comment>
        <translation>货币</translation>
    </message>
    <message>
        <source>Of that cost, as it is printed.</source>
        <comment>fields.currency.explanation</comment>
        <translation>费用的货币，按此打印。</translation>
    </message>
    <message>
        <source>Language</source>
        <comment>fields.language.title</comment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of this program.</source>
        <comment>fields.language.explanation</comment>
        <translation>本程序的语言。</translation>
    </message>
    <message>
        <source>Colours</source>
        <comment>fields.theme.title</comment>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Of this program.</source>
        <comment>fields.theme.explanation</comment>
        <translation>本程序的颜色。</translation>
    </message>
    <message>
        <source>Places for checkpoints</source>
        <comment>fields.witnesses.title</comment>
        <translation>检查点存放处</translation>
    </message>
    <message>
        <source>Folders elsewhere, by full path, that vouch for the record, or os-log.</source>
        <comment>fields.witnesses.explanation</comment>
        <translation>为记录作证的外部文件夹（完整路径），或系统日志 os-log。</translation>
    </message>
    <message>
        <source>Ask each subject</source>
        <comment>choices.consent.ask</comment>
        <translation>逐一询问</translation>
    </message>
    <message>
        <source>Was asked elsewhere</source>
        <comment>choices.consent.elsewhere</comment>
        <translation>已在别处征得</translation>
    </message>
    <message>
        <source>As the window</source>
        <comment>choices.subject_language.</comment>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>choices.subject_language.zh_CN</comment>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <comment>choices.subject_language.en</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>Guided where possible</source>
        <comment>choices.check.auto</comment>
        <translation>尽可能引导动作</translation>
    </message>
    <message>
        <source>One picture</source>
        <comment>choices.check.still</comment>
        <translation>单张图片</translation>
    </message>
    <message>
        <source>A short burst</source>
        <comment>choices.check.burst</comment>
        <translation>短时连拍</translation>
    </message>
    <message>
        <source>Guided movements</source>
        <comment>choices.check.guided</comment>
        <translation>引导动作</translation>
    </message>
    <message>
        <source>Accepting after NOT LIVE</source>
        <comment>choices.second_person.accept_after_attack</comment>
        <translation>判为非活体后放行</translation>
    </message>
    <message>
        <source>Accepting after TRY AGAIN or ERROR</source>
        <comment>choices.second_person.accept_after_other</comment>
        <translation>需重试或出错后放行</translation>
    </message>
    <message>
        <source>Refusing after LIVE</source>
        <comment>choices.second_person.refuse_after_live</comment>
        <translation>判为活体后拒绝</translation>
    </message>
    <message>
        <source>None</source>
        <comment>choices.keep_pictures.none</comment>
        <translation>不留存</translation>
    </message>
    <message>
        <source>Of rejects</source>
        <comment>choices.keep_pictures.rejects</comment>
        <translation>仅未通过的</translation>
    </message>
    <message>
        <source>Of all</source>
        <comment>choices.keep_pictures.all</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>The picture that was sent</source>
        <comment>choices.picture_form.full</comment>
        <translation>送检原图</translation>
    </message>
    <message>
        <source>A small picture</source>
        <comment>choices.picture_form.thumbnail</comment>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>choices.language.</comment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>choices.language.zh_CN</comment>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <comment>choices.language.en</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>choices.theme.</comment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>choices.theme.light</comment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>choices.theme.dark</comment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <comment>troubles.WRONG_TYPE</comment>
        <translation>请输入数字。</translation>
    </message>
    <message>
        <source>This cannot be chosen.</source>
        <comment>troubles.UNKNOWN_CHOICE</comment>
        <translation>没有这个选项。</translation>
    </message>
    <message>
        <source>This is out of bounds.</source>
        <comment>troubles.OUT_OF_RANGE</comment>
        <translation>超出允许范围。</translation>
    </message>
    <message>
        <source>This is no rule for references.</source>
        <comment>troubles.NOT_A_PATTERN</comment>
        <translation>不是有效的编号规则。</translation>
    </message>
    <message>
        <source>This is no address; one begins with https://.</source>
        <comment>troubles.NOT_AN_ADDRESS</comment>
        <translation>不是有效的地址，应以 https:// 开头。</translation>
    </message>
    <message>
        <source>Only an https address keeps pictures private.</source>
        <comment>troubles.UNENCRYPTED</comment>
        <translation>只有 https 地址才能保护图片隐私。</translation>
    </message>
    <message>
        <source>One of these suspects an attack: it is never harmless.</source>
        <comment>troubles.SUSPECTS_AN_ATTACK</comment>
        <translation>其中有怀疑攻击的原因，不能视为无害。</translation>
    </message>
    <message>
        <source>An address with a login is not kept here: it is a secret.</source>
        <comment>troubles.HOLDS_LOGIN</comment>
        <translation>地址中含有登录信息，属于机密，不能保存在这里。</translation>
    </message>
    <message>
        <source>This is less strict than this computer's policy.</source>
        <comment>troubles.UNDER_FLOOR</comment>
        <translation>低于本机策略的要求。</translation>
    </message>
    <message>
        <source>The settings file cannot be read.</source>
        <comment>troubles.FILE_UNREADABLE</comment>
        <translation>无法读取设置文件。</translation>
    </message>
    <message>
        <source>The settings file is damaged.</source>
        <comment>troubles.FILE_CORRUPT</comment>
        <translation>设置文件已损坏。</translation>
    </message>
    <message>
        <source>The settings file is of a newer version of this program.</source>
        <comment>troubles.FILE_NEWER</comment>
        <translation>设置文件来自更新版本的程序。</translation>
    </message>
    <message>
        <source>The damaged file could not be kept aside.</source>
        <comment>troubles.NOT_KEPT_ASIDE</comment>
        <translation>损坏的文件未能另存。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <comment>profile_troubles.UNREADABLE</comment>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>This is no station profile.</source>
        <comment>profile_troubles.NOT_A_PROFILE</comment>
        <translation>该文件不是工位配置。</translation>
    </message>
    <message>
        <source>This profile is of a newer version of the program.</source>
        <comment>profile_troubles.NEWER</comment>
        <translation>该配置来自更新版本的程序。</translation>
    </message>
    <message>
        <source>Nothing was taken; these cannot be used: {names}</source>
        <comment>profile_troubles.BAD_FIELDS</comment>
        <translation>没有导入任何内容，以下各项无法使用：{names}</translation>
    </message>
    <message>
        <source>The profile cannot be written there.</source>
        <comment>profile_troubles.NOT_WRITTEN</comment>
        <translation>无法写入该位置。</translation>
    </message>
</context>
<context>
    <name>shift</name>
    <message>
        <source>Shift</source>
        <comment>phrases.TITLE</comment>
        <translation>班次</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>phrases.SPAN</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>This shift</source>
        <comment>phrases.SPAN_SHIFT</comment>
        <translation>本班</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>phrases.SPAN_TODAY</comment>
        <translation>今天</translation>
    </message>
    <message>
        <source>Days</source>
        <comment>phrases.SPAN_DAYS</comment>
        <translation>指定日期</translation>
    </message>
    <message>
        <source>From</source>
        <comment>phrases.FROM</comment>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <comment>phrases.TO</comment>
        <translation>到</translation>
    </message>
    <message>
        <source>2026-11-23</source>
        <comment>phrases.DAY_HINT</comment>
        <translation>2026-11-23</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>phrases.SHOW</comment>
        <translation>查看</translation>
    </message>
    <message>
        <source>Write days as 2026-11-23.</source>
        <comment>phrases.BAD_DAY</comment>
        <translation>日期请写成 2026-11-23。</translation>
    </message>
    <message>
        <source>The last day comes before the first, or there are more than 90.</source>
        <comment>phrases.BAD_RANGE</comment>
        <translation>结束日期早于开始日期，或超过 90 天。</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <comment>phrases.RANGE</comment>
        <translation>{begin} 至 {end}</translation>
    </message>
    <message>
        <source>No shift is on; this is today, {begin} to {end}.</source>
        <comment>phrases.NO_SHIFT</comment>
        <translation>当前没有班次，显示今天 {begin} 至 {end}。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <comment>phrases.LOADING</comment>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Nothing was checked in this time.</source>
        <comment>phrases.EMPTY</comment>
        <translation>这段时间内没有检测。</translation>
    </message>
    <message>
        <source>The record cannot be read.</source>
        <comment>phrases.UNREADABLE</comment>
        <translation>无法读取记录。</translation>
    </message>
    <message>
        <source>Checks</source>
        <comment>phrases.CHECKS</comment>
        <translation>检测次数</translation>
    </message>
    <message>
        <source>Subjects</source>
        <comment>phrases.SUBJECTS</comment>
        <translation>受检人次</translation>
    </message>
    <message>
        <source>Reject rate</source>
        <comment>phrases.REJECTS</comment>
        <translation>未通过比例</translation>
    </message>
    <message>
        <source>Attack-suspected rate</source>
        <comment>phrases.ATTACKS</comment>
        <translation>疑似攻击比例</translation>
    </message>
    <message>
        <source>Override rate</source>
        <comment>phrases.OVERRIDDEN</comment>
        <translation>人工改判比例</translation>
    </message>
    <message>
        <source>In review</source>
        <comment>phrases.IN_REVIEW</comment>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Time per subject</source>
        <comment>phrases.PER_SUBJECT</comment>
        <translation>每人用时</translation>
    </message>
    <message>
        <source>Time per check</source>
        <comment>phrases.PER_CHECK</comment>
        <translation>每次检测用时</translation>
    </message>
    <message>
        <source>Calls to the cloud</source>
        <comment>phrases.CALLS</comment>
        <translation>云端调用</translation>
    </message>
    <message>
        <source>Calls saved</source>
        <comment>phrases.SAVED</comment>
        <translation>节省的调用</translation>
    </message>
    <message>
        <source>Cost</source>
        <comment>phrases.COST</comment>
        <translation>费用</translation>
    </message>
    <message>
        <source>Consent refused</source>
        <comment>phrases.CONSENT_REFUSED</comment>
        <translation>不同意检测</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <comment>phrases.NOTE_SHARE</comment>
        <translation>{total} 次中 {count} 次</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <comment>phrases.NOTE_REVIEW</comment>
        <translation>尚无人作出决定</translation>
    </message>
    <message>
        <source>95 % within {p95}</source>
        <comment>phrases.NOTE_P95</comment>
        <translation>95% ≤ {p95}</translation>
    </message>
    <message>
        <source>here: {count}</source>
        <comment>phrases.NOTE_CALLS</comment>
        <translation>本机：{count}</translation>
    </message>
    <message>
        <source>not counted</source>
        <comment>phrases.NOTE_SAVED_UNKNOWN</comment>
        <translation>这段时间没有计数</translation>
    </message>
    <message>
        <source>by the gates</source>
        <comment>phrases.NOTE_SAVED</comment>
        <translation>被拍摄条件拦下</translation>
    </message>
    <message>
        <source>{currency}</source>
        <comment>phrases.NOTE_COST</comment>
        <translation>{currency}</translation>
    </message>
    <message>
        <source>{currency}; saved {saved}</source>
        <comment>phrases.NOTE_COST_SAVED</comment>
        <translation>{currency}；节省 {saved}</translation>
    </message>
    <message>
        <source>no price is set</source>
        <comment>phrases.NOTE_NO_PRICE</comment>
        <translation>未设定单价</translation>
    </message>
    <message>
        <source>other method: {count}</source>
        <comment>phrases.NOTE_CONSENT</comment>
        <translation>改用其他方式：{count}</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <comment>phrases.OUTCOMES</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Other method</source>
        <comment>phrases.OTHER_METHOD</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>Broken off</source>
        <comment>phrases.BROKEN_OFF</comment>
        <translation>中断</translation>
    </message>
    <message>
        <source>Not ended</source>
        <comment>phrases.PENDING</comment>
        <translation>未结束</translation>
    </message>
    <message>
        <source>Why checks did not pass</source>
        <comment>phrases.REASONS</comment>
        <translation>未通过的原因</translation>
    </message>
    <message>
        <source>Tries per subject</source>
        <comment>phrases.TRIES</comment>
        <translation>每人检测次数</translation>
    </message>
    <message>
        <source>Operators decided otherwise</source>
        <comment>phrases.OVERRIDES</comment>
        <translation>操作员改判</translation>
    </message>
    <message>
        <source>Why another method</source>
        <comment>phrases.OTHER_REASONS</comment>
        <translation>改用其他方式的原因</translation>
    </message>
    <message>
        <source>let pass: {count}</source>
        <comment>phrases.ACCEPTED</comment>
        <translation>放行：{count}</translation>
    </message>
    <message>
        <source>turned away: {count}</source>
        <comment>phrases.REFUSED</comment>
        <translation>拒绝：{count}</translation>
    </message>
    <message>
        <source>Retries</source>
        <comment>phrases.RETRIES</comment>
        <translation>重试</translation>
    </message>
    <message>
        <source>None</source>
        <comment>phrases.NONE</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Counts of daily work. Nobody knows who was really there, so these are no error rates.</source>
        <comment>phrases.HONEST</comment>
        <translation>以上是日常工作的计数。到场者的真实身份无人核实，因此不是错误率。</translation>
    </message>
    <message>
        <source>{value} s</source>
        <comment>phrases.SECONDS</comment>
        <translation>{value} 秒</translation>
    </message>
    <message>
        <source>{value} ms</source>
        <comment>phrases.MILLISECONDS</comment>
        <translation>{value} 毫秒</translation>
    </message>
    <message>
        <source>Report…</source>
        <comment>phrases.REPORT</comment>
        <translation>报告…</translation>
    </message>
    <message>
        <source>with references</source>
        <comment>phrases.WITH_NAMES</comment>
        <translation>包含受检人编号</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <comment>phrases.HAND_OVER</comment>
        <translation>交班…</translation>
    </message>
    <message>
        <source>Thresholds…</source>
        <comment>phrases.WHAT_IF</comment>
        <translation>阈值推演…</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <comment>phrases.FOLDER</comment>
        <translation>报告存放的文件夹</translation>
    </message>
    <message>
        <source>Writing…</source>
        <comment>phrases.WRITING</comment>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Written: {name}. That is recorded.</source>
        <comment>phrases.WRITTEN</comment>
        <translation>已写入：{name}，并已记录。</translation>
    </message>
    <message>
        <source>Shift report</source>
        <comment>phrases.REPORT_TITLE</comment>
        <translation>班次报告</translation>
    </message>
    <message>
        <source>Desk</source>
        <comment>phrases.DESK</comment>
        <translation>工位</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>phrases.OPERATOR</comment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Made {time}</source>
        <comment>phrases.MADE_AT</comment>
        <translation>生成于 {time}</translation>
    </message>
    <message>
        <source>Rates</source>
        <comment>phrases.RATES</comment>
        <translation>比例</translation>
    </message>
    <message>
        <source>Times</source>
        <comment>phrases.TIMES</comment>
        <translation>用时</translation>
    </message>
    <message>
        <source>Calls, consent and review</source>
        <comment>phrases.USE</comment>
        <translation>调用、同意与复核</translation>
    </message>
    <message>
        <source>Ledger</source>
        <comment>phrases.LEDGER</comment>
        <translation>账本</translation>
    </message>
    <message>
        <source>The code holds the same.</source>
        <comment>phrases.LEDGER_QR</comment>
        <translation>二维码内容相同。</translation>
    </message>
    <message>
        <source>Operator</source>
        <comment>phrases.SIGN_OPERATOR</comment>
        <translation>操作员签名</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <comment>phrases.SIGN_SUPERVISOR</comment>
        <translation>主管签名</translation>
    </message>
    <message>
        <source>Date</source>
        <comment>phrases.SIGN_DATE</comment>
        <translation>日期</translation>
    </message>
    <message>
        <source>Checks, one by one</source>
        <comment>phrases.NAMES</comment>
        <translation>检测明细</translation>
    </message>
    <message>
        <source>(erased)</source>
        <comment>phrases.ERASED</comment>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <comment>phrases.PAGE</comment>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>End the shift</source>
        <comment>phrases.NOTE_TITLE</comment>
        <translation>结束本班</translation>
    </message>
    <message>
        <source>What should the next one at this desk know? Leave it empty if there is nothing.</source>
        <comment>phrases.NOTE_INTRO</comment>
        <translation>有什么要告诉下一位操作员？没有就留空。</translation>
    </message>
    <message>
        <source>For example: the lamp on the left flickers.</source>
        <comment>phrases.NOTE_HINT</comment>
        <translation>例如：左侧的灯在闪。</translation>
    </message>
    <message>
        <source>End the shift</source>
        <comment>phrases.NOTE_GIVE</comment>
        <translation>结束本班</translation>
    </message>
    <message>
        <source>Go on working</source>
        <comment>phrases.NOTE_CANCEL</comment>
        <translation>继续工作</translation>
    </message>
    <message>
        <source>Handed over {time} by {name}</source>
        <comment>phrases.NOTE_LAST</comment>
        <translation>{name} 于 {time} 交班</translation>
    </message>
    <message>
        <source>Nothing was handed over.</source>
        <comment>phrases.NOTE_NOTHING</comment>
        <translation>没有交班留言。</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>phrases.NOTE_READ</comment>
        <translation>已阅</translation>
    </message>
    <message numerus="yes">
        <source>%n retries</source>
        <comment>counts.NOTE_SUBJECTS</comment>
        <translation>
            <numerusform>重试 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <comment>counts.NOTE_PASSED</comment>
        <translation>
            <numerusform>通过 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks were not answered; they are in no time above.</source>
        <comment>counts.UNANSWERED</comment>
        <translation>
            <numerusform>有 %n 次检测没有得到答复，未计入用时。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries</source>
        <comment>counts.TRIES</comment>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n or more</source>
        <comment>counts.TRIES_MORE</comment>
        <translation>
            <numerusform>%n 次及以上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others</source>
        <comment>counts.AND_MORE</comment>
        <translation>
            <numerusform>其余 %n 种</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters left</source>
        <comment>counts.NOTE_LEFT</comment>
        <translation>
            <numerusform>还可输入 %n 字</numerusform>
        </translation>
    </message>
    <message>
        <source>Identity document</source>
        <comment>overrides.IDENTITY_DOCUMENT</comment>
        <translation>查验证件</translation>
    </message>
    <message>
        <source>Known in person</source>
        <comment>overrides.KNOWN_PERSON</comment>
        <translation>本人熟识</translation>
    </message>
    <message>
        <source>A second person confirmed</source>
        <comment>overrides.SECOND_PERSON_CONFIRMED</comment>
        <translation>第二人确认</translation>
    </message>
    <message>
        <source>Cannot be checked</source>
        <comment>overrides.CANNOT_BE_CHECKED</comment>
        <translation>无法检测</translation>
    </message>
    <message>
        <source>Equipment fault</source>
        <comment>overrides.EQUIPMENT_FAULT</comment>
        <translation>设备故障</translation>
    </message>
    <message>
        <source>Emergency</source>
        <comment>overrides.EMERGENCY</comment>
        <translation>紧急情况</translation>
    </message>
    <message>
        <source>Suspected attack</source>
        <comment>overrides.SUSPECTED_ATTACK</comment>
        <translation>怀疑造假</translation>
    </message>
    <message>
        <source>Wrong person</source>
        <comment>overrides.WRONG_PERSON</comment>
        <translation>人不对</translation>
    </message>
    <message>
        <source>Subject left</source>
        <comment>overrides.SUBJECT_LEFT</comment>
        <translation>受检人离开</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>overrides.OTHER</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Consent refused</source>
        <comment>other_ways.CONSENT_REFUSED</comment>
        <translation>不同意检测</translation>
    </message>
    <message>
        <source>At the subject's wish</source>
        <comment>other_ways.SUBJECT_WISHES</comment>
        <translation>受检人要求</translation>
    </message>
    <message>
        <source>Cannot be checked</source>
        <comment>other_ways.CANNOT_BE_CHECKED</comment>
        <translation>无法检测</translation>
    </message>
    <message>
        <source>No tries left</source>
        <comment>other_ways.ATTEMPTS_SPENT</comment>
        <translation>次数用完</translation>
    </message>
    <message>
        <source>Equipment fault</source>
        <comment>other_ways.EQUIPMENT_FAULT</comment>
        <translation>设备故障</translation>
    </message>
    <message>
        <source>Under age</source>
        <comment>other_ways.UNDER_AGE</comment>
        <translation>未成年</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>other_ways.OTHER</comment>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>slip</name>
    <message>
        <source>Your check</source>
        <comment>phrases.TITLE</comment>
        <translation>检测凭条</translation>
    </message>
    <message>
        <source>Reference</source>
        <comment>phrases.REFERENCE</comment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>phrases.TIME</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Outcome</source>
        <comment>phrases.OUTCOME</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>If you do not agree</source>
        <comment>phrases.APPEAL</comment>
        <translation>如有异议</translation>
    </message>
    <message>
        <source>Please ask at the desk.</source>
        <comment>phrases.APPEAL_NONE</comment>
        <translation>请向工作人员咨询。</translation>
    </message>
    <message>
        <source>Your reference is kept until</source>
        <comment>phrases.KEPT_UNTIL</comment>
        <translation>编号保存至</translation>
    </message>
    <message>
        <source>Record</source>
        <comment>phrases.RECORD</comment>
        <translation>记录号</translation>
    </message>
    <message>
        <source>There is no picture of you on this slip or in its code.</source>
        <comment>phrases.NOTICE</comment>
        <translation>本凭条及二维码均不含您的照片。</translation>
    </message>
    <message>
        <source>passed</source>
        <comment>classes.PASSED</comment>
        <translation>通过</translation>
    </message>
    <message>
        <source>not completed</source>
        <comment>classes.NOT_COMPLETED</comment>
        <translation>未完成</translation>
    </message>
    <message>
        <source>other method</source>
        <comment>classes.OTHER_METHOD</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>: </source>
        <comment>gap</comment>
        <translation>：</translation>
    </message>
    <message>
        <source>; </source>
        <comment>line_gap</comment>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>subject</name>
    <message>
        <source>For the person at the desk</source>
        <comment>title</comment>
        <translation>受检人显示屏</translation>
    </message>
    <message>
        <source>Welcome</source>
        <comment>welcome.0</comment>
        <translation>您好</translation>
    </message>
    <message>
        <source>We will call you in a moment</source>
        <comment>welcome.1</comment>
        <translation>请稍候，轮到您时我们会请您过来</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <comment>look</comment>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <comment>hold</comment>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <comment>wait</comment>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Thank you</source>
        <comment>thanks</comment>
        <translation>谢谢</translation>
    </message>
    <message>
        <source>Please speak to the desk</source>
        <comment>desk</comment>
        <translation>请咨询工作人员</translation>
    </message>
    <message>
        <source>We will serve you another way</source>
        <comment>other.0</comment>
        <translation>我们将用其他方式为您办理</translation>
    </message>
    <message>
        <source>Please speak to the desk</source>
        <comment>other.1</comment>
        <translation>请咨询工作人员</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <comment>hints.COVERED</comment>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Sit up a little, please</source>
        <comment>hints.OFF_CENTRE_UP</comment>
        <translation>请坐直一些</translation>
    </message>
    <message>
        <source>Sit a little lower, please</source>
        <comment>hints.OFF_CENTRE_DOWN</comment>
        <translation>请坐低一些</translation>
    </message>
    <message>
        <source>Too much light behind you: turn a little, please</source>
        <comment>hints.BACKLIT</comment>
        <translation>请避开身后的窗户</translation>
    </message>
    <message>
        <source>Turn towards the light, please</source>
        <comment>hints.TOO_DARK</comment>
        <translation>请面向光亮处</translation>
    </message>
    <message>
        <source>Turn away from the bright light, please</source>
        <comment>hints.TOO_BRIGHT</comment>
        <translation>请避开强光</translation>
    </message>
    <message>
        <source>Turn away from the lamp, please</source>
        <comment>hints.GLARE</comment>
        <translation>请避开灯光直射</translation>
    </message>
    <message>
        <source>Turn towards the light, please</source>
        <comment>hints.SIDE_LIT</comment>
        <translation>请面向光亮处</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <comment>hints.BLURRED</comment>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <comment>demo</comment>
        <translation>演示</translation>
    </message>
    <message>
        <source>Training</source>
        <comment>drill</comment>
        <translation>培训</translation>
    </message>
    <message>
        <source>F9: back to the desk</source>
        <comment>curtain_end</comment>
        <translation>F9：返回操作界面</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Training and drills</source>
        <comment>phrases.TITLE</comment>
        <translation>培训与演练</translation>
    </message>
    <message>
        <source>Scripted subjects, drawn pictures, a simulator for answers: nothing goes to the real service, nothing counts in statistics, and your queue waits untouched.</source>
        <comment>phrases.INTRO</comment>
        <translation>访客照剧本演，画面是画出来的，答复由模拟器给出：不会发给真实服务，不计入统计，排队的人原样保留。</translation>
    </message>
    <message>
        <source>Drills</source>
        <comment>phrases.CHOOSE</comment>
        <translation>演练项目</translation>
    </message>
    <message>
        <source>Start drill</source>
        <comment>phrases.START</comment>
        <translation>开始演练</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} subjects</source>
        <comment>phrases.STEPS</comment>
        <translation>{count} 位访客</translation>
    </message>
    <message>
        <source>DRILL: {drill} · {place} of {count} · {step}</source>
        <comment>phrases.HEADING</comment>
        <translation>演练：{drill} · 第 {place} 位，共 {count} 位 · {step}</translation>
    </message>
    <message>
        <source>Press N to call {reference}.</source>
        <comment>phrases.CALL</comment>
        <translation>按 N 叫 {reference}。</translation>
    </message>
    <message>
        <source>Do what you would do with a real person.</source>
        <comment>phrases.ACT</comment>
        <translation>请像面对真人一样处理。</translation>
    </message>
    <message>
        <source>Right: {what}.</source>
        <comment>phrases.RIGHT</comment>
        <translation>正确：{what}。</translation>
    </message>
    <message>
        <source>Better not: {what}.</source>
        <comment>phrases.WRONG</comment>
        <translation>不妥：{what}。</translation>
    </message>
    <message>
        <source>Continue  F11</source>
        <comment>phrases.NEXT</comment>
        <translation>继续  F11</translation>
    </message>
    <message>
        <source>Summary  F11</source>
        <comment>phrases.FINISH</comment>
        <translation>看总结  F11</translation>
    </message>
    <message>
        <source>End drill  F12</source>
        <comment>phrases.END</comment>
        <translation>结束演练  F12</translation>
    </message>
    <message>
        <source>{right} of {count} handled well</source>
        <comment>phrases.SUMMARY</comment>
        <translation>{count} 位访客，处理得当 {right} 位</translation>
    </message>
    <message>
        <source>All handled well. Thank you for practising.</source>
        <comment>phrases.ALL_WELL</comment>
        <translation>全部处理得当，辛苦了。</translation>
    </message>
    <message>
        <source>What went otherwise is explained below; drills may be repeated as often as you like, and nobody counts them.</source>
        <comment>phrases.AGAIN</comment>
        <translation>不妥之处的说明见下。演练想做几遍都行，不会有人计数。</translation>
    </message>
    <message>
        <source>All drills</source>
        <comment>phrases.BACK</comment>
        <translation>全部演练</translation>
    </message>
    <message>
        <source>A check is running. Finish it first, then start the drill.</source>
        <comment>phrases.BUSY</comment>
        <translation>核验正在进行，请等结束后再开始演练。</translation>
    </message>
    <message>
        <source>Not during a drill. F12 ends it.</source>
        <comment>phrases.SHUT</comment>
        <translation>演练期间不能使用。按 F12 结束演练。</translation>
    </message>
    <message>
        <source>You: {what}.</source>
        <comment>phrases.YOU</comment>
        <translation>您的处理：{what}。</translation>
    </message>
    <message>
        <source>Right</source>
        <comment>phrases.MARK_RIGHT</comment>
        <translation>正确</translation>
    </message>
    <message>
        <source>Better otherwise</source>
        <comment>phrases.MARK_WRONG</comment>
        <translation>不妥</translation>
    </message>
    <message>
        <source>A first morning</source>
        <comment>drills.MORNING.0</comment>
        <translation>第一个上午</translation>
    </message>
    <message>
        <source>An ordinary visitor, and the usual trouble.</source>
        <comment>drills.MORNING.1</comment>
        <translation>一位普通访客，和几种常见情况。</translation>
    </message>
    <message>
        <source>Attacks</source>
        <comment>drills.ATTACKS.0</comment>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Paper, telephone, mask, and a picture slipped in.</source>
        <comment>drills.ATTACKS.1</comment>
        <translation>照片、手机、面具，以及混进来的画面。</translation>
    </message>
    <message>
        <source>Faults</source>
        <comment>drills.FAULTS.0</comment>
        <translation>故障</translation>
    </message>
    <message>
        <source>Account, network, gateway, record and camera let you down.</source>
        <comment>drills.FAULTS.1</comment>
        <translation>账户、网络、网关、记录和摄像头轮番出问题。</translation>
    </message>
    <message>
        <source>Consent and the other method</source>
        <comment>drills.CONSENT.0</comment>
        <translation>征求同意与其他方式</translation>
    </message>
    <message>
        <source>Yes, no, and another wish.</source>
        <comment>drills.CONSENT.1</comment>
        <translation>同意、不同意，以及另有想法。</translation>
    </message>
    <message>
        <source>The third attempt</source>
        <comment>drills.ATTEMPTS.0</comment>
        <translation>第三次核验</translation>
    </message>
    <message>
        <source>The limit, and what a supervisor may do.</source>
        <comment>drills.ATTEMPTS.1</comment>
        <translation>次数上限，以及主管能做什么。</translation>
    </message>
    <message>
        <source>let pass</source>
        <comment>reactions.LET_ON</comment>
        <translation>放行</translation>
    </message>
    <message>
        <source>ended without a pass</source>
        <comment>reactions.END</comment>
        <translation>未放行，结束</translation>
    </message>
    <message>
        <source>checked again</source>
        <comment>reactions.CHECK_AGAIN</comment>
        <translation>再次核验</translation>
    </message>
    <message>
        <source>took the other method</source>
        <comment>reactions.OTHER_WAY</comment>
        <translation>改用其他方式</translation>
    </message>
    <message>
        <source>accepted against the verdict</source>
        <comment>reactions.ACCEPTED</comment>
        <translation>推翻结果并放行</translation>
    </message>
    <message>
        <source>recorded a refusal</source>
        <comment>reactions.REFUSED</comment>
        <translation>记录拒绝</translation>
    </message>
    <message>
        <source>had another attempt allowed</source>
        <comment>reactions.ALLOWED</comment>
        <translation>批准增加一次</translation>
    </message>
    <message>
        <source>recorded a consent that was not given</source>
        <comment>reactions.TOOK_CONSENT</comment>
        <translation>对方并未同意，却记录了同意</translation>
    </message>
    <message>
        <source>An ordinary visitor</source>
        <comment>steps.GENUINE.title</comment>
        <translation>普通访客</translation>
    </message>
    <message>
        <source>A visitor sits down and looks into the camera.</source>
        <comment>steps.GENUINE.scene</comment>
        <translation>一位访客坐下，看向摄像头。</translation>
    </message>
    <message>
        <source>“Good morning, I have an appointment.”</source>
        <comment>steps.GENUINE.says</comment>
        <translation>“早上好，我预约过了。”</translation>
    </message>
    <message>
        <source>LIVE and on record: press Enter, and the visitor may go on.</source>
        <comment>steps.GENUINE.why</comment>
        <translation>结果为活体且已写入记录：按回车，请对方继续办理。</translation>
    </message>
    <message>
        <source>Turned away</source>
        <comment>steps.NO_FACE.title</comment>
        <translation>背对镜头</translation>
    </message>
    <message>
        <source>The visitor talks to a friend behind and shows the camera the back of the head.</source>
        <comment>steps.NO_FACE.scene</comment>
        <translation>访客正和身后的朋友说话，镜头前只看得到后脑勺。</translation>
    </message>
    <message>
        <source>“One moment, I'm almost done!”</source>
        <comment>steps.NO_FACE.says</comment>
        <translation>“稍等，马上就好！”</translation>
    </message>
    <message>
        <source>No face was found. Have the visitor face the camera and check again (R, then Space).</source>
        <comment>steps.NO_FACE.why</comment>
        <translation>未检测到人脸。请对方面向摄像头，再核验一次（先按 R，再按空格）。</translation>
    </message>
    <message>
        <source>Poor light</source>
        <comment>steps.DARK.title</comment>
        <translation>光线太暗</translation>
    </message>
    <message>
        <source>The lamp at the desk has gone out.</source>
        <comment>steps.DARK.scene</comment>
        <translation>柜台的灯灭了。</translation>
    </message>
    <message>
        <source>“It's rather dark in here, isn't it?”</source>
        <comment>steps.DARK.says</comment>
        <translation>“这儿是不是有点暗？”</translation>
    </message>
    <message>
        <source>A picture that cannot be used says nothing about the person. See to the light, then check again (R, then Space).</source>
        <comment>steps.DARK.why</comment>
        <translation>图片不能用，并不说明这个人有问题。先把光线弄好，再核验一次（先按 R，再按空格）。</translation>
    </message>
    <message>
        <source>Two in the picture</source>
        <comment>steps.DOUBT.title</comment>
        <translation>画面里有两个人</translation>
    </message>
    <message>
        <source>A father has come along and looks over the visitor's shoulder.</source>
        <comment>steps.DOUBT.scene</comment>
        <translation>访客的父亲陪着来，在肩后探头看。</translation>
    </message>
    <message>
        <source>“I'm only here to help.”</source>
        <comment>steps.DOUBT.says</comment>
        <translation>“我就是来帮帮忙。”</translation>
    </message>
    <message>
        <source>The engine has a doubt that you can clear up: ask the other person to step aside and check again. The other method is right as well.</source>
        <comment>steps.DOUBT.why</comment>
        <translation>引擎的疑问您当场就能解决：请另一位让开，再核验一次。改用其他方式也对。</translation>
    </message>
    <message>
        <source>A photo on paper</source>
        <comment>steps.PRINT.title</comment>
        <translation>举着纸质照片</translation>
    </message>
    <message>
        <source>The visitor holds a printed portrait before the face.</source>
        <comment>steps.PRINT.scene</comment>
        <translation>访客把一张打印的头像挡在脸前。</translation>
    </message>
    <message>
        <source>“Is this good enough?”</source>
        <comment>steps.PRINT.says</comment>
        <translation>“这样行吗？”</translation>
    </message>
    <message>
        <source>An attack is suspected. Do not go on, do not check again, call the supervisor. Enter or a recorded refusal (D) ends it here.</source>
        <comment>steps.PRINT.why</comment>
        <translation>疑似攻击。不要继续，也不要再核验，请叫主管。按回车结束，或按 D 记录拒绝。</translation>
    </message>
    <message>
        <source>A telephone before the face</source>
        <comment>steps.REPLAY.title</comment>
        <translation>脸前举着手机</translation>
    </message>
    <message>
        <source>The visitor holds up a telephone that plays a video of somebody.</source>
        <comment>steps.REPLAY.scene</comment>
        <translation>访客举起手机，手机上放着别人的视频。</translation>
    </message>
    <message>
        <source>“My sister could not come herself.”</source>
        <comment>steps.REPLAY.says</comment>
        <translation>“我姐姐今天来不了。”</translation>
    </message>
    <message>
        <source>However friendly: an attack is suspected. Do not go on, call the supervisor. Another attempt would only be another chance for the attack.</source>
        <comment>steps.REPLAY.why</comment>
        <translation>态度再好也一样：疑似攻击，不要继续，请叫主管。再核验一次只是多给对方一次机会。</translation>
    </message>
    <message>
        <source>A mask</source>
        <comment>steps.MASK.title</comment>
        <translation>面具</translation>
    </message>
    <message>
        <source>The face is smooth and does not move; there is an edge round it.</source>
        <comment>steps.MASK.scene</comment>
        <translation>这张脸光滑、不动，边缘有一圈痕迹。</translation>
    </message>
    <message>
        <source>“I have a bit of a cold today.”</source>
        <comment>steps.MASK.says</comment>
        <translation>“我今天有点感冒。”</translation>
    </message>
    <message>
        <source>NOT LIVE is not overruled at the desk on a feeling. End it, record a refusal (D), or send the visitor the other way.</source>
        <comment>steps.MASK.why</comment>
        <translation>“非活体”不能凭感觉推翻。结束这次核验，按 D 记录拒绝，或改用其他方式。</translation>
    </message>
    <message>
        <source>A picture that does not come from the camera</source>
        <comment>steps.INJECTED.title</comment>
        <translation>画面不是摄像头拍的</translation>
    </message>
    <message>
        <source>All looks well on screen, but the visitor has plugged something into the computer.</source>
        <comment>steps.INJECTED.scene</comment>
        <translation>画面看上去一切正常，但访客往电脑上插了东西。</translation>
    </message>
    <message>
        <source>“The score is high, so let me in.”</source>
        <comment>steps.INJECTED.says</comment>
        <translation>“分数这么高，让我进去吧。”</translation>
    </message>
    <message>
        <source>The score may be high: the suspicion of an attack outweighs it. Do not go on, call the supervisor.</source>
        <comment>steps.INJECTED.why</comment>
        <translation>分数再高，也抵不过攻击嫌疑。不要继续，请叫主管。</translation>
    </message>
    <message>
        <source>No checks left</source>
        <comment>steps.QUOTA.title</comment>
        <translation>次数已用完</translation>
    </message>
    <message>
        <source>An ordinary visitor; the account's checks are used up.</source>
        <comment>steps.QUOTA.scene</comment>
        <translation>一位普通访客；账户的核验次数已用完。</translation>
    </message>
    <message>
        <source>“Is something wrong with me?”</source>
        <comment>steps.QUOTA.says</comment>
        <translation>“是我有什么问题吗？”</translation>
    </message>
    <message>
        <source>It is the account, not the visitor. Checking again will not help: take the other method (O) and tell the administrator.</source>
        <comment>steps.QUOTA.why</comment>
        <translation>问题在账户，不在访客。再试也没用：按 O 改用其他方式，并告知管理员。</translation>
    </message>
    <message>
        <source>No answer</source>
        <comment>steps.SILENCE.title</comment>
        <translation>没有答复</translation>
    </message>
    <message>
        <source>An ordinary visitor; the service says nothing. The desk gives up by itself after some seconds.</source>
        <comment>steps.SILENCE.scene</comment>
        <translation>一位普通访客；服务一直没有答复。十几秒内工作台会自行放弃等待。</translation>
    </message>
    <message>
        <source>“Take your time.”</source>
        <comment>steps.SILENCE.says</comment>
        <translation>“不着急。”</translation>
    </message>
    <message>
        <source>No answer is no verdict. Check again once, or take the other method; never let pass on it.</source>
        <comment>steps.SILENCE.why</comment>
        <translation>没有答复就没有结论。可以再核验一次，也可以改用其他方式，但绝不能就此放行。</translation>
    </message>
    <message>
        <source>Refused by the gateway</source>
        <comment>steps.GATEWAY.title</comment>
        <translation>被网关拒绝</translation>
    </message>
    <message>
        <source>An ordinary visitor; the service's gateway refuses the request.</source>
        <comment>steps.GATEWAY.scene</comment>
        <translation>一位普通访客；服务的网关拒绝了请求。</translation>
    </message>
    <message>
        <source>“Shall I smile?”</source>
        <comment>steps.GATEWAY.says</comment>
        <translation>“要我笑一笑吗？”</translation>
    </message>
    <message>
        <source>Only the administrator can mend this. Take the other method (O) meanwhile.</source>
        <comment>steps.GATEWAY.why</comment>
        <translation>这只有管理员能解决。先按 O 改用其他方式。</translation>
    </message>
    <message>
        <source>A damaged answer</source>
        <comment>steps.DAMAGED.title</comment>
        <translation>答复残缺</translation>
    </message>
    <message>
        <source>An ordinary visitor; half of the answer is missing.</source>
        <comment>steps.DAMAGED.scene</comment>
        <translation>一位普通访客；收到的答复只有一半。</translation>
    </message>
    <message>
        <source>“It says ERROR?”</source>
        <comment>steps.DAMAGED.says</comment>
        <translation>“怎么显示出错了？”</translation>
    </message>
    <message>
        <source>An answer that cannot be read is never a pass. Take the other method (O) and call the administrator.</source>
        <comment>steps.DAMAGED.why</comment>
        <translation>读不懂的答复绝不等于通过。按 O 改用其他方式，并请管理员处理。</translation>
    </message>
    <message>
        <source>Nothing can be written down</source>
        <comment>steps.UNRECORDED.title</comment>
        <translation>无法写入记录</translation>
    </message>
    <message>
        <source>An ordinary visitor; the disk is full.</source>
        <comment>steps.UNRECORDED.scene</comment>
        <translation>一位普通访客；磁盘满了。</translation>
    </message>
    <message>
        <source>“Am I through?”</source>
        <comment>steps.UNRECORDED.says</comment>
        <translation>“我通过了吗？”</translation>
    </message>
    <message>
        <source>What is not on record does not count, however well it went. Take the other method (O) and call the administrator.</source>
        <comment>steps.UNRECORDED.why</comment>
        <translation>没有写入记录就不算数，过程再顺利也一样。按 O 改用其他方式，并请管理员处理。</translation>
    </message>
    <message>
        <source>The camera goes</source>
        <comment>steps.CAMERA_LOST.title</comment>
        <translation>摄像头断开</translation>
    </message>
    <message>
        <source>The visitor stumbles over the cable; the picture is gone.</source>
        <comment>steps.CAMERA_LOST.scene</comment>
        <translation>访客绊到了线，画面没了。</translation>
    </message>
    <message>
        <source>“Oh dear, I am sorry!”</source>
        <comment>steps.CAMERA_LOST.says</comment>
        <translation>“哎呀，真对不起！”</translation>
    </message>
    <message>
        <source>Without a camera nobody is checked. Do not keep the visitor waiting: take the other method (O), then see to the cable.</source>
        <comment>steps.CAMERA_LOST.why</comment>
        <translation>没有摄像头就不核验。别让对方干等：按 O 改用其他方式，再去检查线缆。</translation>
    </message>
    <message>
        <source>Somebody who agrees</source>
        <comment>steps.CONSENT_GIVEN.title</comment>
        <translation>同意拍摄</translation>
    </message>
    <message>
        <source>The visitor reads the question.</source>
        <comment>steps.CONSENT_GIVEN.scene</comment>
        <translation>访客读完了告知内容。</translation>
    </message>
    <message>
        <source>“Yes, that's all right.”</source>
        <comment>steps.CONSENT_GIVEN.says</comment>
        <translation>“可以，没问题。”</translation>
    </message>
    <message>
        <source>Asked, agreed (Y), checked, LIVE and on record: press Enter.</source>
        <comment>steps.CONSENT_GIVEN.why</comment>
        <translation>征求过、同意了（Y）、核验为活体且已记录：按回车。</translation>
    </message>
    <message>
        <source>Somebody who does not agree</source>
        <comment>steps.CONSENT_REFUSED.title</comment>
        <translation>不同意拍摄</translation>
    </message>
    <message>
        <source>The visitor reads the question and shakes the head.</source>
        <comment>steps.CONSENT_REFUSED.scene</comment>
        <translation>访客读完告知内容，摇了摇头。</translation>
    </message>
    <message>
        <source>“No, I don't want to be photographed.”</source>
        <comment>steps.CONSENT_REFUSED.says</comment>
        <translation>“不，我不想拍照。”</translation>
    </message>
    <message>
        <source>No is a good answer, and nobody is talked out of it: record it (X) and take the other method (O), without any disadvantage.</source>
        <comment>steps.CONSENT_REFUSED.why</comment>
        <translation>不同意也完全可以，不要劝说：按 X 记录，再按 O 改用其他方式，对方不会因此吃亏。</translation>
    </message>
    <message>
        <source>Another way, please</source>
        <comment>steps.OTHER_WISH.title</comment>
        <translation>想换一种方式</translation>
    </message>
    <message>
        <source>The visitor puts a passport on the desk.</source>
        <comment>steps.OTHER_WISH.scene</comment>
        <translation>访客把护照放在柜台上。</translation>
    </message>
    <message>
        <source>“I would rather show you this.”</source>
        <comment>steps.OTHER_WISH.says</comment>
        <translation>“我还是给您看这个吧。”</translation>
    </message>
    <message>
        <source>Whoever wishes another way gets it: press O. Consent is not needed for that, and not to be taken for granted.</source>
        <comment>steps.OTHER_WISH.why</comment>
        <translation>对方想换方式就给换：按 O。这不需要同意拍摄，更不能替对方默认同意。</translation>
    </message>
    <message>
        <source>The second attempt</source>
        <comment>steps.SECOND_TRY.title</comment>
        <translation>第二次核验</translation>
    </message>
    <message>
        <source>The visitor was here a minute ago and is turned away again.</source>
        <comment>steps.SECOND_TRY.scene</comment>
        <translation>访客一分钟前刚试过，这次又转过了头。</translation>
    </message>
    <message>
        <source>“Second time lucky?”</source>
        <comment>steps.SECOND_TRY.says</comment>
        <translation>“这回能行吧？”</translation>
    </message>
    <message>
        <source>An attempt is left: help with light and position, then check again; or take the other method.</source>
        <comment>steps.SECOND_TRY.why</comment>
        <translation>还有机会：帮对方调整光线和位置，再核验一次；改用其他方式也可以。</translation>
    </message>
    <message>
        <source>No attempts left</source>
        <comment>steps.ATTEMPTS_SPENT.title</comment>
        <translation>次数已满</translation>
    </message>
    <message>
        <source>Three attempts were made already.</source>
        <comment>steps.ATTEMPTS_SPENT.scene</comment>
        <translation>此前已经核验过三次。</translation>
    </message>
    <message>
        <source>“Just once more, please!”</source>
        <comment>steps.ATTEMPTS_SPENT.says</comment>
        <translation>“再试最后一次，拜托！”</translation>
    </message>
    <message>
        <source>The limit is there so that nobody tries until it works. A supervisor may allow one more (A), or take the other method (O).</source>
        <comment>steps.ATTEMPTS_SPENT.why</comment>
        <translation>设上限，就是为了防止一直试到通过。可由主管批准增加一次（A），或按 O 改用其他方式。</translation>
    </message>
</context>
<context>
    <name>unforeseen</name>
    <message>
        <source>Something went wrong inside the program.</source>
        <comment>heading</comment>
        <translation>程序内部出现意外错误。</translation>
    </message>
    <message>
        <source>If a check was running it was given up: nobody passed by it. You can go on working. If this comes again, close the program and start it anew.</source>
        <comment>sentence</comment>
        <translation>如有核验正在进行，该次核验已放弃，不会判为通过。您可以继续工作；如再次出现，请关闭程序后重新启动。</translation>
    </message>
    <message>
        <source>For whoever looks after this computer: {file}</source>
        <comment>details</comment>
        <translation>供本机管理员查看：{file}</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>go_on</comment>
        <translation>继续工作</translation>
    </message>
</context>
<context>
    <name>visits</name>
    <message>
        <source>Attempt {number} of {most}</source>
        <comment>attempt</comment>
        <translation>第 {number} 次，共 {most} 次</translation>
    </message>
    <message>
        <source>No attempts left</source>
        <comment>attempts_spent</comment>
        <translation>核验次数已用完</translation>
    </message>
    <message>
        <source>All attempts are used up. Press A for a supervisor, or O for another method.</source>
        <comment>spent_next</comment>
        <translation>核验次数已用完。请按 A 由主管增加次数，或按 O 改用其他方式。</translation>
    </message>
    <message>
        <source>The subject does not agree to a picture. Press O for the other method, N for the next one, or R to ask once more.</source>
        <comment>refused_next</comment>
        <translation>对方不同意拍摄。按 O 改用其他方式，按 N 叫下一位，或按 R 再次征求。</translation>
    </message>
    <message>
        <source>OTHER METHOD</source>
        <comment>other_word</comment>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>The subject did not agree to a picture.</source>
        <comment>other_happened.CONSENT_REFUSED</comment>
        <translation>对方不同意拍摄。</translation>
    </message>
    <message>
        <source>The subject asked for another way.</source>
        <comment>other_happened.SUBJECT_WISHES</comment>
        <translation>对方希望改用其他方式。</translation>
    </message>
    <message>
        <source>The subject cannot be checked by camera.</source>
        <comment>other_happened.CANNOT_BE_CHECKED</comment>
        <translation>此人无法通过摄像头核验。</translation>
    </message>
    <message>
        <source>All attempts are used up.</source>
        <comment>other_happened.ATTEMPTS_SPENT</comment>
        <translation>核验次数已用完。</translation>
    </message>
    <message>
        <source>The equipment does not work.</source>
        <comment>other_happened.EQUIPMENT_FAULT</comment>
        <translation>设备出现故障。</translation>
    </message>
    <message>
        <source>The subject is under age.</source>
        <comment>other_happened.UNDER_AGE</comment>
        <translation>对方未成年。</translation>
    </message>
    <message>
        <source>Another reason, see the note.</source>
        <comment>other_happened.OTHER</comment>
        <translation>其他原因，见备注。</translation>
    </message>
    <message>
        <source>Check the person as your house provides for it. Then press N.</source>
        <comment>other_next</comment>
        <translation>请按本单位规定的方式核验身份，完成后按 N。</translation>
    </message>
    <message>
        <source>Recording …</source>
        <comment>other_recording</comment>
        <translation>正在记录……</translation>
    </message>
    <message>
        <source>Operator: {decision} · {reason}</source>
        <comment>decided</comment>
        <translation>操作员：{decision} · {reason}</translation>
    </message>
    <message>
        <source>let pass</source>
        <comment>decisions.ACCEPT</comment>
        <translation>予以通过</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>decisions.REFUSE</comment>
        <translation>不予通过</translation>
    </message>
    <message>
        <source>identity document seen</source>
        <comment>reasons.IDENTITY_DOCUMENT</comment>
        <translation>已查验证件</translation>
    </message>
    <message>
        <source>person is known</source>
        <comment>reasons.KNOWN_PERSON</comment>
        <translation>熟识本人</translation>
    </message>
    <message>
        <source>confirmed by a second person</source>
        <comment>reasons.SECOND_PERSON_CONFIRMED</comment>
        <translation>已由另一人确认</translation>
    </message>
    <message>
        <source>cannot be checked by camera</source>
        <comment>reasons.CANNOT_BE_CHECKED</comment>
        <translation>无法通过摄像头核验</translation>
    </message>
    <message>
        <source>equipment fault</source>
        <comment>reasons.EQUIPMENT_FAULT</comment>
        <translation>设备故障</translation>
    </message>
    <message>
        <source>emergency</source>
        <comment>reasons.EMERGENCY</comment>
        <translation>紧急情况</translation>
    </message>
    <message>
        <source>suspected attack</source>
        <comment>reasons.SUSPECTED_ATTACK</comment>
        <translation>疑似攻击</translation>
    </message>
    <message>
        <source>wrong person</source>
        <comment>reasons.WRONG_PERSON</comment>
        <translation>非本人</translation>
    </message>
    <message>
        <source>subject left</source>
        <comment>reasons.SUBJECT_LEFT</comment>
        <translation>对方已离开</translation>
    </message>
    <message>
        <source>other, see the note</source>
        <comment>reasons.OTHER</comment>
        <translation>其他，见备注</translation>
    </message>
    <message>
        <source>Note recorded</source>
        <comment>noted</comment>
        <translation>备注已记录</translation>
    </message>
    <message>
        <source>Repeats an earlier attempt</source>
        <comment>follows</comment>
        <translation>本次为重新核验</translation>
    </message>
    <message>
        <source>Re-check  R</source>
        <comment>recheck</comment>
        <translation>重新核验  R</translation>
    </message>
    <message>
        <source>Note  F2</source>
        <comment>note</comment>
        <translation>备注  F2</translation>
    </message>
    <message>
        <source>Decide  D</source>
        <comment>decide</comment>
        <translation>处置  D</translation>
    </message>
    <message>
        <source>Other method  O</source>
        <comment>other</comment>
        <translation>其他方式  O</translation>
    </message>
    <message>
        <source>More attempts  A</source>
        <comment>more</comment>
        <translation>增加次数  A</translation>
    </message>
    <message>
        <source>{name} · {role}</source>
        <comment>operator</comment>
        <translation>{name} · {role}</translation>
    </message>
    <message>
        <source>Press N for the next one. Waiting: {count}</source>
        <comment>next_waiting</comment>
        <translation>按 N 叫下一位，排队 {count} 人</translation>
    </message>
    <message>
        <source>DRILL</source>
        <comment>training</comment>
        <translation>演练</translation>
    </message>
    <message>
        <source>Live picture</source>
        <comment>picture</comment>
        <translation>实时画面</translation>
    </message>
</context>
<context>
    <name>what_if</name>
    <message>
        <source>Other thresholds</source>
        <comment>phrases.TITLE</comment>
        <translation>阈值推演</translation>
    </message>
    <message>
        <source>Scores of</source>
        <comment>phrases.FAMILY</comment>
        <translation>分数来源</translation>
    </message>
    <message>
        <source>this computer</source>
        <comment>phrases.THIS_COMPUTER</comment>
        <translation>本机</translation>
    </message>
    <message>
        <source>engine unknown</source>
        <comment>phrases.UNNAMED_ENGINE</comment>
        <translation>引擎未知</translation>
    </message>
    <message>
        <source>Threshold to look at</source>
        <comment>phrases.SLIDER</comment>
        <translation>要推演的阈值</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <comment>phrases.LOADING</comment>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>No check has been judged yet, so there are no scores to look at.</source>
        <comment>phrases.EMPTY</comment>
        <translation>还没有判定过的检测，没有分数可看。</translation>
    </message>
    <message>
        <source>{present} is the threshold in force. Move the slider to look at another one; nothing is changed.</source>
        <comment>phrases.SAME</comment>
        <translation>{present} 是现行阈值。移动滑块可推演其他阈值，不会改动任何设置。</translation>
    </message>
    <message>
        <source>At {value}, in force</source>
        <comment>phrases.COLUMN_NOW</comment>
        <translation>{value}（现行）</translation>
    </message>
    <message>
        <source>At {value}</source>
        <comment>phrases.COLUMN_THEN</comment>
        <translation>{value}</translation>
    </message>
    <message>
        <source>Pass</source>
        <comment>phrases.ROW_PASSED</comment>
        <translation>通过</translation>
    </message>
    <message>
        <source>Try again or review</source>
        <comment>phrases.ROW_REVIEW</comment>
        <translation>重试或待复核</translation>
    </message>
    <message>
        <source>Do not pass</source>
        <comment>phrases.ROW_BELOW</comment>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Pass, though an operator refused</source>
        <comment>phrases.ROW_PASSED_REFUSED</comment>
        <translation>通过，但操作员曾拒绝</translation>
    </message>
    <message>
        <source>Do not pass, though an operator accepted</source>
        <comment>phrases.ROW_FAILED_ACCEPTED</comment>
        <translation>不通过，但操作员曾放行</translation>
    </message>
    <message>
        <source>Scores</source>
        <comment>phrases.SCORES</comment>
        <translation>分数分布</translation>
    </message>
    <message>
        <source>solid: passed · dotted: not passed · coloured foot: refused, then accepted by an operator</source>
        <comment>phrases.KEY</comment>
        <translation>实心：通过 · 网点：未通过 · 底部彩色：先为操作员拒绝，再为放行</translation>
    </message>
    <message>
        <source>{low} to {high}: {count}</source>
        <comment>phrases.BIN</comment>
        <translation>{low} 至 {high}：{count}</translation>
    </message>
    <message>
        <source>This is no error rate: nobody knows who was really in front of the camera. It recounts this station's newest checks by their scores alone and changes no setting. Checks with a risk reason, a veto or a contradiction stay as they are; of several frames only the scores are known, so the number is at most what it says.</source>
        <comment>phrases.LIMITS</comment>
        <translation>这不是错误率：镜头前的人究竟是谁，无人核实。此处只按分数重新计算本站最近的检测，不改动任何设置。带有风险原因、否决项或矛盾的检测维持原判；多帧检测只知道各帧分数，因此所示数字为上限。</translation>
    </message>
    <message>
        <source>Below the review band the band goes along: nothing would be left to a person.</source>
        <comment>phrases.BELOW_BAND</comment>
        <translation>低于复核区间时，区间随之下移：不再有交由人工判断的检测。</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>phrases.CLOSE</comment>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>{endpoint} · {engine} · %n checks</source>
        <comment>counts.FAMILY_ITEM</comment>
        <translation>
            <numerusform>{endpoint} · {engine} · %n 次检测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{present} → {chosen} would have passed %n more</source>
        <comment>counts.MORE</comment>
        <translation>
            <numerusform>{present} → {chosen}：会多通过 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{present} → {chosen} would have passed %n fewer</source>
        <comment>counts.FEWER</comment>
        <translation>
            <numerusform>{present} → {chosen}：会少通过 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n of which an operator refused.</source>
        <comment>counts.MORE_REFUSED</comment>
        <translation>
            <numerusform>，其中 %n 次被操作员拒绝。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n of which an operator accepted.</source>
        <comment>counts.FEWER_ACCEPTED</comment>
        <translation>
            <numerusform>，其中 %n 次被操作员放行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks no threshold would change.</source>
        <comment>counts.FIXED</comment>
        <translation>
            <numerusform>有 %n 次检测不随阈值改变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks are left out: their scores do not explain how they ended.</source>
        <comment>counts.UNEXPLAINED</comment>
        <translation>
            <numerusform>有 %n 次检测未计入：分数不能解释其结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks were judged by another threshold at the time.</source>
        <comment>counts.OTHER_RULES</comment>
        <translation>
            <numerusform>有 %n 次检测当时用的是其他阈值。</numerusform>
        </translation>
    </message>
</context>
</TS>
